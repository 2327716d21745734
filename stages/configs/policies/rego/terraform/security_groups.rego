package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: SSH is open to the world
# description: Whoever reaches port 22 can try passwords and exploits against it.
# custom:
#   id: security-group-open-ssh
#   severity: high
#   controls:
#   - AWS Security Hub EC2.13
#   - AWS Security Hub EC2.53
#   - AWS Security Hub EC2.54
#   - CIS AWS Foundations 3.0.0 5.2
#   - CIS AWS Foundations 3.0.0 5.3
findings contains lib.report(rego.metadata.rule(), hit) if some hit in group_hits(22)

# METADATA
# title: RDP is open to the world
# description: Whoever reaches port 3389 can try passwords and exploits against it.
# custom:
#   id: security-group-open-rdp
#   severity: high
#   controls:
#   - AWS Security Hub EC2.14
#   - AWS Security Hub EC2.53
#   - AWS Security Hub EC2.54
#   - CIS AWS Foundations 3.0.0 5.2
#   - CIS AWS Foundations 3.0.0 5.3
findings contains lib.report(rego.metadata.rule(), hit) if some hit in group_hits(3389)

# METADATA
# title: a port of databases or old services is open to the world
# description: FTP, Telnet, mail, Windows file shares, databases and search engines belong inside.
# custom:
#   id: security-group-open-high-risk-port
#   severity: high
#   controls:
#   - AWS Security Hub EC2.19
findings contains lib.report(rego.metadata.rule(), hit) if {
	high_risk_ports := {
		20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3306, 4333, 5432, 5500, 5601, 9200,
		9300,
	}
	some port in high_risk_ports
	some hit in group_hits(port)
}

# METADATA
# title: every port is open to the world
# description: A rule for all ports exposes each service behind it, also those of later days.
# custom:
#   id: security-group-open-all
#   severity: critical
#   controls:
#   - AWS Security Hub EC2.18
#   - AWS Security Hub EC2.19
#   - CIS AWS Foundations 3.0.0 5.2
#   - CIS AWS Foundations 3.0.0 5.3
findings contains lib.report(rego.metadata.rule(), lib.open_hit(rule)) if {
	some rule in lib.open_rules
	rule.kind == "group"
	lib.every_port(rule.rule)
}

group_hits(port) := [lib.open_hit(rule) |
	some rule in lib.open_rules
	rule.kind == "group"
	not lib.every_port(rule.rule)
	lib.covers(rule.rule, port)
]
