package e2.terraform_test

test_key_vault_purge_protection_found if {
	found("key-vault-purge-protection", [resource("azurerm_key_vault", {})]) == {whole}
}

test_key_vault_purge_protection_clean if {
	vault := resource("azurerm_key_vault", {"purge_protection_enabled": true})
	found("key-vault-purge-protection", [vault]) == set()
}

aks(body) := resource("azurerm_kubernetes_cluster", body)

test_aks_rbac_found if {
	off := aks({"role_based_access_control_enabled": false})
	found("aks-rbac", [off]) == {first(["role_based_access_control_enabled"])}
	older := aks({"role_based_access_control": [{"enabled": false}]})
	found("aks-rbac", [older]) == {first(["role_based_access_control", 0, "enabled"])}
}

test_aks_rbac_clean if {
	found("aks-rbac", [aks({}), aks({"role_based_access_control_enabled": true})]) == set()
}

test_azure_database_public_found if {
	server := resource("azurerm_mssql_server", {"public_network_access_enabled": true})
	found("azure-database-public", [server]) == {first(["public_network_access_enabled"])}
	rule := resource("azurerm_postgresql_firewall_rule", {
		"start_ip_address": "0.0.0.0",
		"end_ip_address": "255.255.255.255",
	})
	found("azure-database-public", [rule]) == {first(["end_ip_address"])}
}

test_azure_database_public_clean if {
	found("azure-database-public", [
		resource("azurerm_mssql_server", {"public_network_access_enabled": false}),
		resource("azurerm_postgresql_flexible_server", {"public_network_access_enabled": unknown}),
		resource("azurerm_container_registry", {"public_network_access_enabled": true}),
		resource("azurerm_mssql_firewall_rule", {
			"start_ip_address": "0.0.0.0",
			"end_ip_address": "0.0.0.0",
		}),
	]) == set()
}

test_azure_app_http_found if {
	found("azure-app-http", [resource("azurerm_linux_web_app", {})]) == {whole}
}

test_azure_app_http_clean if {
	found("azure-app-http", [resource("azurerm_linux_web_app", {"https_only": true})]) == set()
}

test_azure_vm_password_found if {
	body := {"disable_password_authentication": false}
	newer := resource("azurerm_linux_virtual_machine", body)
	found("azure-vm-password", [newer]) == {first(["disable_password_authentication"])}
	older := resource("azurerm_virtual_machine", {"os_profile_linux_config": [body]})
	found("azure-vm-password", [older]) == {first([
		"os_profile_linux_config",
		0,
		"disable_password_authentication",
	])}
}

test_azure_vm_password_clean if {
	found("azure-vm-password", [
		resource("azurerm_linux_virtual_machine", {"disable_password_authentication": true}),
		resource("azurerm_linux_virtual_machine", {}),
	]) == set()
}
