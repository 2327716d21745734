package e2.terraform

import data.e2.terraform.lib

storage_accounts := {"azurerm_storage_account"}

# METADATA
# title: the storage account answers over plain HTTP
# description: Keys and contents can be read on the way.
# custom:
#   id: azure-storage-http
#   severity: high
#   controls:
#   - CIS Azure Foundations 2.1.0 3.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	names := {"https_traffic_only_enabled", "enable_https_traffic_only"}
	some hit in lib.wrong(lib.arguments(storage_accounts), names, lib.no)
}

# METADATA
# title: anybody can read from the storage account
# description: Containers, or all that may be made in it, are open without a login.
# custom:
#   id: azure-storage-public
#   severity: high
#   controls:
#   - CIS Azure Foundations 2.1.0 3.17
findings contains lib.report(rego.metadata.rule(), hit) if {
	accounts := lib.arguments(storage_accounts)
	containers := lib.resources({"azurerm_storage_container"})
	names := {"allow_nested_items_to_be_public", "allow_blob_public_access"}
	some hit in array.concat(
		lib.wrong(accounts, names, lib.yes),
		lib.wrong(containers, {"container_access_type"}, {"blob", "container"}),
	)
}

# METADATA
# title: every network may reach the storage account
# description: A firewall that denies by default leaves the networks that are named.
# custom:
#   id: azure-storage-network
#   severity: medium
#   controls:
#   - CIS Azure Foundations 2.1.0 3.8
findings contains lib.report(rego.metadata.rule(), hit) if {
	inline := lib.nested(lib.resources(storage_accounts), "network_rules")
	own := lib.resources({"azurerm_storage_account_network_rules"})
	some hit in lib.wrong(array.concat(inline, own), {"default_action"}, {"Allow"})
}

# METADATA
# title: every network may reach the key vault
# description: A firewall that denies by default leaves the networks that are named.
# custom:
#   id: key-vault-network
#   severity: medium
#   controls:
#   - Azure Policy, Azure Key Vault should have firewall enabled or public network access disabled
findings contains lib.report(rego.metadata.rule(), hit) if {
	rules := lib.nested(lib.resources({"azurerm_key_vault"}), "network_acls")
	some hit in lib.wrong(rules, {"default_action"}, {"Allow"})
}

# METADATA
# title: clients may connect with TLS 1.0 or 1.1
# description: Both have been given up by their makers (RFC 8996).
# custom:
#   id: azure-weak-tls
#   severity: medium
#   controls:
#   - CIS Azure Foundations 2.1.0 3.15
#   - CIS Azure Foundations 2.1.0 9.3
#   - RFC 8996
findings contains lib.report(rego.metadata.rule(), hit) if {
	names := {
		"min_tls_version", "minimum_tls_version", "minimal_tls_version", "tls_version",
		"ssl_minimal_tls_version_enforced",
	}
	old := {"TLS1_0", "TLS1_1", "1.0", "1.1", "TLS10", "TLS11", "Tls10", "Tls11", 1.0, 1.1}
	services := array.concat(azure_resources, lib.nested(azure_resources, "site_config"))
	some hit in lib.wrong(services, names, old)
}

azure_resources := [place |
	some place in lib.blocks({"resource"})
	startswith(place.type, "azurerm_")
]
