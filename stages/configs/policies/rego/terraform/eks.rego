package e2.terraform

import data.e2.terraform.lib

eks_clusters := lib.resources({"aws_eks_cluster"})

# METADATA
# title: the API of the cluster is open to the internet
# description: Credentials that leak can be used from anywhere, and flaws of the API server too.
# custom:
#   id: eks-public-endpoint
#   severity: high
#   controls:
#   - AWS Security Hub EKS.1
#   - Amazon EKS User Guide, Cluster API server endpoint
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.wrong(open_endpoints, {"endpoint_public_access"}, lib.yes),
		array.concat(
			lib.lacking(open_endpoints, "endpoint_public_access"),
			lib.wrong(
				open_modules,
				{"endpoint_public_access", "cluster_endpoint_public_access"},
				lib.yes,
			),
		),
	)
}

open_endpoints := [place |
	some place in lib.nested(eks_clusters, "vpc_config")
	for_anyone(place, {"public_access_cidrs"})
]

open_modules := [place |
	some place in lib.blocks({"module"})
	for_anyone(place, {"endpoint_public_access_cidrs", "cluster_endpoint_public_access_cidrs"})
]

# A list of networks narrows the endpoint; one that is an expression may do so.
for_anyone(place, names) if {
	every name in names { not place.body[name] }
}

for_anyone(place, names) if {
	some name in names
	some network in place.body[name]
	network in lib.world
}

# METADATA
# title: the cluster keeps no audit log
# description: Without it nobody can tell who did what in the cluster.
# custom:
#   id: eks-audit-logs
#   severity: medium
#   controls:
#   - AWS Security Hub EKS.8
#   - Amazon EKS User Guide, Send control plane logs to CloudWatch Logs
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.lacking(eks_clusters, "enabled_cluster_log_types"),
		[lib.hit(place, [name], lib.setting(name, types)) |
			some place in lib.arguments({"aws_eks_cluster"})
			some name in log_arguments
			types := place.body[name]
			no_audit(types)
		],
	)
}

log_arguments := {"enabled_cluster_log_types", "enabled_log_types", "cluster_enabled_log_types"}

no_audit(types) if {
	is_array(types)
	every type in types {
		is_string(type)
		type != "audit"
	}
}

# METADATA
# title: secrets of the cluster are not encrypted with a key of yours
# description: Envelope encryption lets you rotate and withdraw the key that opens them.
# custom:
#   id: eks-secrets-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub EKS.3
findings contains lib.report(rego.metadata.rule(), hit) if {
	some place in lib.without(eks_clusters, "encryption_config")
	hit := lib.hit_place(place, "no encryption_config")
}

# METADATA
# title: images are not scanned when they are pushed
# description: Known flaws of their packages then go unseen.
# custom:
#   id: ecr-scan-on-push
#   severity: low
#   controls:
#   - AWS Security Hub ECR.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	repositories := lib.resources({"aws_ecr_repository"})
	some hit in array.concat(
		[lib.hit_place(place, "no image_scanning_configuration") |
			some place in lib.without(repositories, "image_scanning_configuration")
		],
		lib.not_true(lib.nested(repositories, "image_scanning_configuration"), "scan_on_push"),
	)
}

# METADATA
# title: tags of images can be moved
# description: What was tested under a tag may not be what runs under it.
# custom:
#   id: ecr-mutable-tags
#   severity: low
#   controls:
#   - AWS Security Hub ECR.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	repositories := lib.resources({"aws_ecr_repository"})
	some hit in array.concat(
		lib.wrong(repositories, {"image_tag_mutability"}, {"MUTABLE"}),
		lib.lacking(repositories, "image_tag_mutability"),
	)
}
