package e2.terraform_test

trail(body) := resource("aws_cloudtrail", body)

test_cloudtrail_log_validation_found if {
	found("cloudtrail-log-validation", [trail({})]) == {whole}
}

test_cloudtrail_log_validation_clean if {
	found("cloudtrail-log-validation", [trail({"enable_log_file_validation": true})]) == set()
}

test_cloudtrail_multi_region_found if {
	off := trail({"is_multi_region_trail": false})
	found("cloudtrail-multi-region", [off]) == {first(["is_multi_region_trail"])}
}

test_cloudtrail_multi_region_clean if {
	found("cloudtrail-multi-region", [trail({"is_multi_region_trail": unknown})]) == set()
}

test_cloudtrail_encryption_found if found("cloudtrail-encryption", [trail({})]) == {whole}

test_cloudtrail_encryption_clean if {
	found("cloudtrail-encryption", [trail({"kms_key_id": unknown})]) == set()
}
