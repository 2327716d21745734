package e2.terraform_test

account(body) := resource("azurerm_storage_account", body)

test_azure_storage_http_found if {
	plain := account({"https_traffic_only_enabled": false})
	found("azure-storage-http", [plain]) == {first(["https_traffic_only_enabled"])}
}

test_azure_storage_http_clean if {
	found("azure-storage-http", [account({}), account({"enable_https_traffic_only": true})]) == set()
}

test_azure_storage_public_found if {
	open_account := account({"allow_nested_items_to_be_public": true})
	found("azure-storage-public", [open_account]) == {first(["allow_nested_items_to_be_public"])}
	container := resource("azurerm_storage_container", {"container_access_type": "blob"})
	found("azure-storage-public", [container]) == {first(["container_access_type"])}
}

test_azure_storage_public_clean if {
	found("azure-storage-public", [
		account({"allow_nested_items_to_be_public": false}),
		resource("azurerm_storage_container", {"container_access_type": "private"}),
	]) == set()
}

test_azure_storage_network_found if {
	rules := account({"network_rules": [{"default_action": "Allow"}]})
	found("azure-storage-network", [rules]) == {first(["network_rules", 0, "default_action"])}
}

test_azure_storage_network_clean if {
	found("azure-storage-network", [account({"network_rules": [{"default_action": "Deny"}]})]) == set()
}

test_azure_weak_tls_found if {
	found("azure-weak-tls", [account({"min_tls_version": "TLS1_0"})]) == {first(["min_tls_version"])}
	app := resource("azurerm_linux_web_app", {"site_config": [{"minimum_tls_version": "1.1"}]})
	found("azure-weak-tls", [app]) == {first(["site_config", 0, "minimum_tls_version"])}
}

test_azure_weak_tls_clean if {
	found("azure-weak-tls", [
		account({"min_tls_version": "TLS1_2"}),
		account({"min_tls_version": unknown}),
		resource("aws_api_gateway_domain_name", {"min_tls_version": "1.0"}),
	]) == set()
}

test_key_vault_network_found if {
	vault := resource("azurerm_key_vault", {"network_acls": [{"default_action": "Allow"}]})
	found("key-vault-network", [vault]) == {first(["network_acls", 0, "default_action"])}
}

test_key_vault_network_clean if {
	vault := resource("azurerm_key_vault", {"network_acls": [{"default_action": "Deny"}]})
	found("key-vault-network", [vault]) == set()
}
