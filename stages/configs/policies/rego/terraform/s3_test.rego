package e2.terraform_test

test_s3_public_acl_found if {
	found("s3-public-acl", [resource("aws_s3_bucket_acl", {"acl": "public-read-write"})]) == {first(["acl"])}
	found("s3-public-acl", [module({"acl": "public-read"})]) == {first(["acl"])}
}

test_s3_public_acl_clean if {
	found("s3-public-acl", [
		resource("aws_s3_bucket", {"acl": "private"}),
		resource("aws_s3_bucket", {"acl": unknown}),
		resource("aws_s3_bucket", {}),
	]) == set()
}

blocking := {
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": true,
}

test_s3_public_access_block_found if {
	body := object.union(object.remove(blocking, {"ignore_public_acls"}), {"block_public_acls": false})
	found("s3-public-access-block", [resource("aws_s3_bucket_public_access_block", body)]) == {
		first(["block_public_acls"]),
		whole,
	}
	found("s3-public-access-block", [module({"block_public_policy": false})]) == {first(["block_public_policy"])}
}

test_s3_public_access_block_clean if {
	found("s3-public-access-block", [
		resource("aws_s3_bucket_public_access_block", blocking),
		module({"block_public_policy": true}),
		module({}),
	]) == set()
}

test_s3_versioning_found if {
	old := resource("aws_s3_bucket", {"versioning": [{"enabled": false}]})
	found("s3-versioning", [old]) == {first(["versioning", 0, "enabled"])}
	new := resource("aws_s3_bucket_versioning", {"versioning_configuration": [{"status": "Suspended"}]})
	found("s3-versioning", [new]) == {first(["versioning_configuration", 0, "status"])}
	found("s3-versioning", [module({"versioning": {"enabled": false}})]) == {first(["versioning", "enabled"])}
}

test_s3_versioning_clean if {
	found("s3-versioning", [
		resource("aws_s3_bucket", {"versioning": [{"enabled": true}]}),
		resource("aws_s3_bucket_versioning", {"versioning_configuration": [{"status": "Enabled"}]}),
		resource("aws_s3_bucket_versioning", {"versioning_configuration": [{"status": unknown}]}),
	]) == set()
}

test_force_destroy_found if {
	found("force-destroy", [resource("aws_s3_bucket", {"force_destroy": true})]) == {first(["force_destroy"])}
	found("force-destroy", [resource("aws_ecr_repository", {"force_delete": true})]) == {first(["force_delete"])}
	source := "terraform-aws-modules/s3-bucket/aws"
	found("force-destroy", [module({"source": source, "force_destroy": true})]) == {first(["force_destroy"])}
}

test_force_destroy_clean if {
	found("force-destroy", [
		resource("google_storage_bucket", {"force_destroy": false}),
		module({"source": "terraform-aws-modules/iam/aws//modules/iam-user", "force_destroy": true}),
	]) == set()
}
