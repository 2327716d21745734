package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: a deleted vault can be purged at once
# description: Purge protection keeps keys and secrets for the days in which a mistake is found.
# custom:
#   id: key-vault-purge-protection
#   severity: medium
#   controls:
#   - CIS Azure Foundations 2.1.0 8.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(lib.resources({"azurerm_key_vault"}), "purge_protection_enabled")
}

# METADATA
# title: the cluster has no access control by roles
# description: Everyone with credentials for the cluster may then do everything in it.
# custom:
#   id: aks-rbac
#   severity: high
#   controls:
#   - Azure Policy, Role-Based Access Control (RBAC) should be used on Kubernetes Services
findings contains lib.report(rego.metadata.rule(), hit) if {
	clusters_of_azure := lib.resources({"azurerm_kubernetes_cluster"})
	older := lib.nested(clusters_of_azure, "role_based_access_control")
	some hit in array.concat(
		lib.wrong(clusters_of_azure, {"role_based_access_control_enabled"}, lib.no),
		lib.wrong(older, {"enabled"}, lib.no),
	)
}

# METADATA
# title: the database is reachable from the internet
# description: Private endpoints and rules for single networks leave fewer ways in.
# custom:
#   id: azure-database-public
#   severity: high
#   controls:
#   - CIS Azure Foundations 2.1.0 4.1.2
#   - CIS Azure Foundations 2.1.0 4.5.1
#   - Azure Policy, Public network access on Azure SQL Database should be disabled
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.wrong(azure_databases, {"public_network_access_enabled"}, lib.yes),
		lib.wrong(any_address, {"end_ip_address"}, {"255.255.255.255"}),
	)
}

azure_databases := [place |
	some place in azure_resources
	regex.match(`_(mssql_server|sql_server|server|flexible_server|cosmosdb_account)$`, place.type)
	regex.match(`sql|mariadb|cosmosdb`, place.type)
]

any_address := [rule |
	some rule in azure_resources
	endswith(rule.type, "firewall_rule")
	rule.body.start_ip_address == "0.0.0.0"
]

# METADATA
# title: the app answers over plain HTTP
# description: Sessions can be read and taken over on the way.
# custom:
#   id: azure-app-http
#   severity: medium
#   controls:
#   - CIS Azure Foundations 2.1.0 9.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	apps := lib.resources({
		"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app",
		"azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app",
	})
	some hit in lib.not_true(apps, "https_only")
}

# METADATA
# title: the machine takes passwords for SSH
# description: Passwords can be guessed, keys can't.
# custom:
#   id: azure-vm-password
#   severity: medium
#   controls:
#   - Azure Policy, Authentication to Linux machines should require SSH keys
findings contains lib.report(rego.metadata.rule(), hit) if {
	newer := lib.resources({
		"azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set",
	})
	older := lib.nested(
		lib.resources({"azurerm_virtual_machine", "azurerm_virtual_machine_scale_set"}),
		"os_profile_linux_config",
	)
	places := array.concat(newer, older)
	some hit in lib.wrong(places, {"disable_password_authentication"}, lib.no)
}
