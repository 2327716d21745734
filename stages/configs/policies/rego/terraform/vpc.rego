package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the network ACL lets the world in to SSH or RDP
# description: The ACL of a subnet is the second barrier, when a security group is too wide.
# custom:
#   id: network-acl-open-admin-ports
#   severity: medium
#   controls:
#   - AWS Security Hub EC2.21
#   - CIS AWS Foundations 3.0.0 5.1
findings contains lib.report(rego.metadata.rule(), lib.open_hit(rule)) if {
	some rule in lib.open_rules
	rule.kind == "acl"
	allows(rule.rule)
	not for_answers(rule.rule)
	some port in {22, 3389}
	lib.covers(rule.rule, port)
}

allows(rule) if {
	some key in {"action", "rule_action"}
	rule[key] == "allow"
}

# ACLs have no memory of connections: answers come back to the ports from which clients asked.
for_answers(rule) if {
	lib.number(rule.from_port) >= 1024
	lib.number(rule.to_port) >= 60000
}

# METADATA
# title: the default security group of the VPC allows traffic
# description: Resources without a group of their own get the default one.
# custom:
#   id: default-security-group
#   severity: low
#   controls:
#   - AWS Security Hub EC2.2
#   - CIS AWS Foundations 3.0.0 5.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		[lib.hit_place(rule, type) |
			some type in {"ingress", "egress"}
			some rule in lib.written(lib.resources({"aws_default_security_group"}), type)
		],
		lib.wrong(lib.blocks({"module"}), {"manage_default_security_group"}, lib.no),
	)
}

# METADATA
# title: the VPC has no flow logs
# description: The module makes none unless it is told to.
# custom:
#   id: vpc-flow-logs
#   severity: low
#   controls:
#   - AWS Security Hub EC2.6
#   - CIS AWS Foundations 3.0.0 3.7
findings contains lib.report(rego.metadata.rule(), hit) if {
	not flow_logs_elsewhere
	modules := [module |
		some module in lib.blocks({"module"})
		module.body.source == "terraform-aws-modules/vpc/aws"
		object.get(module.body, "create_vpc", true) in lib.yes
	]
	some hit in lib.not_true(modules, "enable_flow_log")
}

flow_logs_elsewhere if count(lib.resources({"aws_flow_log"})) > 0

flow_logs_elsewhere if {
	some module in lib.blocks({"module"})
	contains(module.body.source, "flow-log")
}

# METADATA
# title: machines in the subnet get public addresses
# description: What is reachable should be so by decision, not by the subnet that it lands in.
# custom:
#   id: subnet-public-ip
#   severity: medium
#   controls:
#   - AWS Security Hub EC2.15
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(lib.arguments({"aws_subnet"}), {"map_public_ip_on_launch"}, lib.yes)
}
