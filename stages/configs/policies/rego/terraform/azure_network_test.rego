package e2.terraform_test

nsg_rule(ports, source) := resource("azurerm_network_security_rule", {
	"direction": "Inbound",
	"access": "Allow",
	"protocol": "Tcp",
	"destination_port_range": ports,
	"source_address_prefix": source,
})

test_nsg_open_ssh_found if {
	path := {first(["source_address_prefix"])}
	found("nsg-open-ssh", [nsg_rule("22", "*")]) == path
	found("nsg-open-ssh", [nsg_rule("20-30", "Internet")]) == path
	found("nsg-open-ssh", [nsg_rule("*", "0.0.0.0/0")]) == path
}

test_nsg_open_ssh_found_in_groups if {
	group := resource("azurerm_network_security_group", {"security_rule": [{
		"direction": "Inbound",
		"access": "Allow",
		"protocol": "*",
		"destination_port_ranges": ["22", "443"],
		"source_address_prefixes": ["10.0.0.0/8", "0.0.0.0/0"],
	}]})
	path := first(["security_rule", 0, "source_address_prefixes", 1])
	found("nsg-open-ssh", [group]) == {path}
}

test_nsg_open_ssh_clean if {
	rule := nsg_rule("22", "*").body
	found("nsg-open-ssh", [
		nsg_rule("443", "*"),
		nsg_rule("22", "10.0.0.0/8"),
		nsg_rule("22", unknown),
		nsg_rule(unknown, "*"),
		resource("azurerm_network_security_rule", object.union(rule, {"direction": "Outbound"})),
		resource("azurerm_network_security_rule", object.union(rule, {"access": "Deny"})),
	]) == set()
}

test_nsg_open_rdp_found if {
	found("nsg-open-rdp", [nsg_rule("3389", "*")]) == {first(["source_address_prefix"])}
}

test_nsg_open_rdp_clean if found("nsg-open-rdp", [nsg_rule("22", "*")]) == set()
