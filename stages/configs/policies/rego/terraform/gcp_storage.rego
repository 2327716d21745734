package e2.terraform

import data.e2.terraform.lib

everybody := {"allUsers", "allAuthenticatedUsers"}

# METADATA
# title: everybody is granted a role
# description: allUsers needs no account at all, allAuthenticatedUsers any account of Google.
# custom:
#   id: gcp-public-member
#   severity: critical
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 1.9
#   - CIS Google Cloud Foundations 3.0.0 5.1
#   - CIS Google Cloud Foundations 3.0.0 7.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.wrong(google_grants, {"member"}, everybody),
		array.concat(
			[lib.hit(grant, ["members", i], member) |
				some grant in google_grants
				some i, member in grant.body.members
				member in everybody
			],
			lib.wrong(dataset_grants, {"special_group", "iam_member"}, everybody),
		),
	)
}

dataset_grants := lib.nested(lib.resources({"google_bigquery_dataset"}), "access")

# METADATA
# title: the bucket has a public ACL
# description: Objects can be read, and perhaps written, by the whole internet.
# custom:
#   id: gcp-bucket-public-acl
#   severity: critical
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 5.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	lists := lib.resources({"google_storage_bucket_acl", "google_storage_default_object_acl"})
	public := {"publicRead", "publicReadWrite", "authenticatedRead"}
	some hit in array.concat(
		lib.wrong(lists, {"predefined_acl", "default_acl"}, public),
		[lib.hit(list, ["role_entity", i], entry) |
			some list in lists
			some i, entry in list.body.role_entity
			regex.match(`:(allUsers|allAuthenticatedUsers)$`, entry)
		],
	)
}

google_grants := [place |
	some place in lib.blocks({"resource"})
	regex.match(`^google_.*_iam_(member|binding)$`, place.type)
]

# METADATA
# title: single objects of the bucket can have rights of their own
# description: With uniform access the rights of the bucket are all there is to look at.
# custom:
#   id: gcp-bucket-uniform-access
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 5.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	buckets := lib.resources({"google_storage_bucket"})
	some hit in lib.not_true(buckets, "uniform_bucket_level_access")
}

# METADATA
# title: the key is not rotated within 90 days
# description: Rotation bounds what one stolen key can open.
# custom:
#   id: gcp-kms-rotation
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 1.10
findings contains lib.report(rego.metadata.rule(), hit) if {
	keys := [key |
		some key in lib.resources({"google_kms_crypto_key"})
		object.get(key.body, "purpose", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
	]
	some hit in array.concat(
		lib.lacking(keys, "rotation_period"),
		[lib.hit(key, ["rotation_period"], lib.setting("rotation_period", period)) |
			some key in keys
			period := key.body.rotation_period
			to_number(trim_suffix(period, "s")) > ((90 * 24) * 60) * 60
		],
	)
}

# METADATA
# title: a key of a service account is made
# description: Such keys don't expire; workload identity and impersonation need none.
# custom:
#   id: gcp-service-account-key
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 1.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	some key in lib.resources({"google_service_account_key"})
	hit := lib.hit_place(key, key.type)
}

# METADATA
# title: a basic role is granted on the project
# description: Owners and editors may change nearly everything in it.
# custom:
#   id: gcp-primitive-role
#   severity: high
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 1.5
#   - Google Cloud IAM, Roles and permissions, Basic roles
findings contains lib.report(rego.metadata.rule(), hit) if {
	grants := lib.resources({"google_project_iam_member", "google_project_iam_binding"})
	some hit in lib.wrong(grants, {"role"}, {"roles/owner", "roles/editor"})
}
