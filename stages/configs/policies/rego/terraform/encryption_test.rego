package e2.terraform_test

test_kms_key_rotation_found if {
	found("kms-key-rotation", [resource("aws_kms_key", {})]) == {whole}
	off := {"enable_key_rotation": false}
	found("kms-key-rotation", [resource("aws_kms_key", off)]) == {first(["enable_key_rotation"])}
	found("kms-key-rotation", [module(off)]) == {first(["enable_key_rotation"])}
}

test_kms_key_rotation_clean if {
	found("kms-key-rotation", [
		resource("aws_kms_key", {"enable_key_rotation": true}),
		resource("aws_kms_key", {"enable_key_rotation": unknown}),
		resource("aws_kms_key", {"key_usage": "SIGN_VERIFY"}),
		resource("aws_kms_key", {"customer_master_key_spec": "RSA_4096"}),
	]) == set()
}

test_ebs_encryption_found if {
	found("ebs-encryption", [resource("aws_ebs_volume", {"size": 8})]) == {whole}
	root := resource("aws_instance", {"root_block_device": [{"encrypted": false}]})
	found("ebs-encryption", [root]) == {first(["root_block_device", 0, "encrypted"])}
	template := resource("aws_launch_template", {"block_device_mappings": [{"ebs": [{"encrypted": "false"}]}]})
	found("ebs-encryption", [template]) == {first(["block_device_mappings", 0, "ebs", 0, "encrypted"])}
}

test_ebs_encryption_clean if {
	found("ebs-encryption", [
		resource("aws_ebs_volume", {"encrypted": true}),
		resource("aws_ebs_volume", {"encrypted": unknown}),
		resource("aws_ebs_volume", {"snapshot_id": unknown}),
		resource("aws_instance", {"root_block_device": [{"volume_size": 8}]}),
	]) == set()
}

test_efs_encryption_found if {
	found("efs-encryption", [resource("aws_efs_file_system", {})]) == {whole}
}

test_efs_encryption_clean if {
	found("efs-encryption", [resource("aws_efs_file_system", {"encrypted": true})]) == set()
}

test_sns_encryption_found if found("sns-encryption", [resource("aws_sns_topic", {})]) == {whole}

test_sns_encryption_clean if {
	found("sns-encryption", [resource("aws_sns_topic", {"kms_master_key_id": unknown})]) == set()
}

test_sqs_encryption_found if {
	off := {"sqs_managed_sse_enabled": false}
	found("sqs-encryption", [resource("aws_sqs_queue", off)]) == {first(["sqs_managed_sse_enabled"])}
}

test_sqs_encryption_clean if {
	found("sqs-encryption", [
		resource("aws_sqs_queue", {}),
		resource("aws_sqs_queue", {"sqs_managed_sse_enabled": false, "kms_master_key_id": unknown}),
	]) == set()
}

test_elasticache_encryption_found if {
	half := {"at_rest_encryption_enabled": true, "transit_encryption_enabled": false}
	group := resource("aws_elasticache_replication_group", half)
	found("elasticache-encryption", [group]) == {first(["transit_encryption_enabled"])}
}

test_elasticache_encryption_clean if {
	found("elasticache-encryption", [resource("aws_elasticache_replication_group", {
		"at_rest_encryption_enabled": true,
		"transit_encryption_enabled": unknown,
	})]) == set()
}
