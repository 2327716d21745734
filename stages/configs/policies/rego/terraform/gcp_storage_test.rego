package e2.terraform_test

test_gcp_public_member_found if {
	member := resource("google_storage_bucket_iam_member", {"member": "allUsers"})
	found("gcp-public-member", [member]) == {first(["member"])}
	binding := resource("google_cloud_run_service_iam_binding", {"members": ["user:a@example.org", "allUsers"]})
	found("gcp-public-member", [binding]) == {first(["members", 1])}
	dataset := resource("google_bigquery_dataset", {"access": [{"special_group": "allAuthenticatedUsers"}]})
	found("gcp-public-member", [dataset]) == {first(["access", 0, "special_group"])}
}

test_gcp_public_member_clean if {
	found("gcp-public-member", [
		resource("google_storage_bucket_iam_member", {"member": "user:a@example.org"}),
		resource("google_storage_bucket_iam_binding", {"members": unknown}),
	]) == set()
}

test_gcp_bucket_public_acl_found if {
	list := resource("google_storage_bucket_acl", {"role_entity": ["READER:allUsers"]})
	found("gcp-bucket-public-acl", [list]) == {first(["role_entity", 0])}
	named := resource("google_storage_bucket_acl", {"predefined_acl": "publicRead"})
	found("gcp-bucket-public-acl", [named]) == {first(["predefined_acl"])}
}

test_gcp_bucket_public_acl_clean if {
	found("gcp-bucket-public-acl", [resource("google_storage_bucket_acl", {
		"predefined_acl": "private",
		"role_entity": ["OWNER:user-a@example.org"],
	})]) == set()
}

test_gcp_bucket_uniform_access_found if {
	found("gcp-bucket-uniform-access", [resource("google_storage_bucket", {})]) == {whole}
}

test_gcp_bucket_uniform_access_clean if {
	bucket := resource("google_storage_bucket", {"uniform_bucket_level_access": true})
	found("gcp-bucket-uniform-access", [bucket]) == set()
}

crypto_key(body) := resource("google_kms_crypto_key", body)

test_gcp_kms_rotation_found if {
	found("gcp-kms-rotation", [crypto_key({})]) == {whole}
	found("gcp-kms-rotation", [crypto_key({"rotation_period": "31536000s"})]) == {first(["rotation_period"])}
}

test_gcp_kms_rotation_clean if {
	found("gcp-kms-rotation", [
		crypto_key({"rotation_period": "7776000s"}),
		crypto_key({"rotation_period": unknown}),
		crypto_key({"purpose": "ASYMMETRIC_SIGN"}),
	]) == set()
}

test_gcp_service_account_key_found if {
	found("gcp-service-account-key", [resource("google_service_account_key", {})]) == {whole}
}

test_gcp_service_account_key_clean if {
	found("gcp-service-account-key", [resource("google_service_account", {})]) == set()
}

test_gcp_primitive_role_found if {
	editor := resource("google_project_iam_member", {"role": "roles/editor"})
	found("gcp-primitive-role", [editor]) == {first(["role"])}
}

test_gcp_primitive_role_clean if {
	found("gcp-primitive-role", [
		resource("google_project_iam_member", {"role": "roles/storage.objectViewer"}),
		resource("google_project_iam_member", {"role": unknown}),
	]) == set()
}
