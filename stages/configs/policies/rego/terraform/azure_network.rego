package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: SSH is open to the internet
# description: Whoever reaches port 22 can try passwords and exploits against it.
# custom:
#   id: nsg-open-ssh
#   severity: high
#   controls:
#   - CIS Azure Foundations 2.1.0 6.2
findings contains lib.report(rego.metadata.rule(), hit) if some hit in nsg_hits(22)

# METADATA
# title: RDP is open to the internet
# description: Whoever reaches port 3389 can try passwords and exploits against it.
# custom:
#   id: nsg-open-rdp
#   severity: high
#   controls:
#   - CIS Azure Foundations 2.1.0 6.1
findings contains lib.report(rego.metadata.rule(), hit) if some hit in nsg_hits(3389)

nsg_hits(port) := [lib.hit(rule, path, sprintf("from %s", [source])) |
	some rule in nsg_rules
	lower(rule.body.direction) == "inbound"
	lower(rule.body.access) == "allow"
	lower(rule.body.protocol) in {"tcp", "*"}
	nsg_covers(rule.body, port)
	some [path, source] in open_sources(rule.body)
]

nsg_rules := array.concat(
	lib.resources({"azurerm_network_security_rule"}),
	lib.nested(lib.resources({"azurerm_network_security_group"}), "security_rule"),
)

open_sources(body) := array.concat(
	[[["source_address_prefix"], source] |
		source := body.source_address_prefix
		source in internet
	],
	[[["source_address_prefixes", i], source] |
		some i, source in body.source_address_prefixes
		source in internet
	],
)

internet := lib.world | {"*", "Internet", "internet", "any", "0.0.0.0"}

nsg_covers(body, port) if port_in(body.destination_port_range, port)

nsg_covers(body, port) if {
	some range in body.destination_port_ranges
	port_in(range, port)
}

# "*", "22" or "20-30".
port_in("*", _)

port_in(range, port) if range == sprintf("%d", [port])

port_in(range, port) if range == port

port_in(range, port) if {
	[from, to] := split(range, "-")
	to_number(from) <= port
	to_number(to) >= port
}
