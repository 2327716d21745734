package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the bucket has a public ACL
# description: Objects can be read, and perhaps written, by people without an account of yours.
# custom:
#   id: s3-public-acl
#   severity: critical
#   controls:
#   - AWS Security Hub S3.2
#   - AWS Security Hub S3.3
#   - AWS Security Hub S3.12
#   - CIS AWS Foundations 3.0.0 2.1.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	public := {"public-read", "public-read-write", "authenticated-read", "website"}
	some hit in lib.wrong(lib.arguments({"aws_s3_bucket", "aws_s3_bucket_acl"}), {"acl"}, public)
}

public_access_flags := {
	"block_public_acls",
	"block_public_policy",
	"ignore_public_acls",
	"restrict_public_buckets",
}

# METADATA
# title: public access to the bucket is not blocked
# description: The block overrides ACLs and policies that would make objects public by mistake.
# custom:
#   id: s3-public-access-block
#   severity: high
#   controls:
#   - AWS Security Hub S3.1
#   - AWS Security Hub S3.8
#   - CIS AWS Foundations 3.0.0 2.1.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	some flag in public_access_flags
	blocks := lib.resources({
		"aws_s3_bucket_public_access_block",
		"aws_s3_account_public_access_block",
	})
	some hit in array.concat(
		lib.not_true(blocks, flag),
		lib.wrong(lib.blocks({"module"}), {flag}, lib.no),
	)
}

# METADATA
# title: the bucket keeps no earlier versions of objects
# description: What is overwritten or deleted, by mistake or by an intruder, is lost.
# custom:
#   id: s3-versioning
#   severity: medium
#   controls:
#   - AWS Security Hub S3.14
findings contains lib.report(rego.metadata.rule(), hit) if {
	older := lib.nested(lib.arguments({"aws_s3_bucket"}), "versioning")
	newer := lib.nested(lib.resources({"aws_s3_bucket_versioning"}), "versioning_configuration")
	some hit in array.concat(
		lib.wrong(older, {"enabled"}, lib.no),
		lib.wrong(newer, {"status"}, {"Suspended", "Disabled"}),
	)
}

# METADATA
# title: contents are deleted without asking when the store is destroyed
# description: Without the flag a store that still holds objects or images is not destroyed.
# custom:
#   id: force-destroy
#   severity: low
#   controls:
#   - Terraform AWS provider, resource aws_s3_bucket, argument force_destroy
#   - Terraform AWS provider, resource aws_ecr_repository, argument force_delete
#   - Terraform Google provider, resource google_storage_bucket, argument force_destroy
findings contains lib.report(rego.metadata.rule(), hit) if {
	buckets := lib.resources({"aws_s3_bucket", "google_storage_bucket"})
	some hit in array.concat(
		lib.wrong(array.concat(buckets, bucket_modules), {"force_destroy"}, lib.yes),
		lib.wrong(lib.resources({"aws_ecr_repository"}), {"force_delete"}, lib.yes),
	)
}

bucket_modules := [module |
	some module in lib.blocks({"module"})
	regex.match(`s3|bucket|storage`, module.body.source)
]
