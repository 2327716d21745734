package e2.terraform_test

acl_rule := {
	"rule_number": 100,
	"rule_action": "allow",
	"from_port": 22,
	"to_port": 22,
	"protocol": "tcp",
	"cidr_block": "0.0.0.0/0",
}

test_network_acl_open_admin_ports_found if {
	found("network-acl-open-admin-ports", [resource("aws_network_acl_rule", acl_rule)]) == {first(["cidr_block"])}
	rules := block("locals", [], {"acls": {"public_inbound": [acl_rule]}})
	found("network-acl-open-admin-ports", [rules]) == {first(["acls", "public_inbound", 0, "cidr_block"])}
	all := {"rule_no": 1, "action": "allow", "protocol": "-1", "ipv6_cidr_block": "::/0"}
	open_variable := variable("acl_ingress", {"default": [all]})
	found("network-acl-open-admin-ports", [open_variable]) == {first(["default", 0, "ipv6_cidr_block"])}
}

test_network_acl_open_admin_ports_clean if {
	found("network-acl-open-admin-ports", [
		resource("aws_network_acl_rule", object.union(acl_rule, {"egress": true})),
		resource("aws_network_acl_rule", object.union(acl_rule, {"egress": unknown})),
		resource("aws_network_acl_rule", object.union(acl_rule, {"rule_action": "deny"})),
		resource("aws_network_acl_rule", object.union(acl_rule, {"from_port": 443, "to_port": 443})),
		resource("aws_network_acl_rule", object.union(acl_rule, {"from_port": 1024, "to_port": 65535})),
		block("locals", [], {"acls": {"public_outbound": [acl_rule]}}),
	]) == set()
}

test_default_security_group_found if {
	group := resource("aws_default_security_group", {"ingress": [{"self": true}]})
	found("default-security-group", [group]) == {first(["ingress", 0])}
	argument := {"manage_default_security_group": false}
	found("default-security-group", [module(argument)]) == {first(["manage_default_security_group"])}
}

test_default_security_group_clean if {
	found("default-security-group", [
		resource("aws_default_security_group", {"vpc_id": unknown}),
		module({"manage_default_security_group": true}),
	]) == set()
}

vpc := {"source": "terraform-aws-modules/vpc/aws", "version": "~> 6.0"}

test_vpc_flow_logs_found if {
	found("vpc-flow-logs", [module(vpc)]) == {whole}
	off := object.union(vpc, {"enable_flow_log": false})
	found("vpc-flow-logs", [module(off)]) == {first(["enable_flow_log"])}
}

test_vpc_flow_logs_clean if {
	found("vpc-flow-logs", [
		module(object.union(vpc, {"enable_flow_log": true})),
		module(object.union(vpc, {"enable_flow_log": unknown})),
		module({"source": "../.."}),
	]) == set()
	found("vpc-flow-logs", [module(vpc), resource("aws_flow_log", {})]) == set()
}

test_subnet_public_ip_found if {
	body := {"map_public_ip_on_launch": true}
	found("subnet-public-ip", [resource("aws_subnet", body)]) == {first(["map_public_ip_on_launch"])}
	found("subnet-public-ip", [module(body)]) == {first(["map_public_ip_on_launch"])}
}

test_subnet_public_ip_clean if {
	found("subnet-public-ip", [
		resource("aws_subnet", {"map_public_ip_on_launch": false}),
		resource("aws_subnet", {"map_public_ip_on_launch": unknown}),
	]) == set()
}
