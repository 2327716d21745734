package e2.terraform_test

open(from, to) := {
	"from_port": from,
	"to_port": to,
	"protocol": "tcp",
	"cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"],
}

test_security_group_open_ssh_found if {
	inline := resource("aws_security_group", {"ingress": [open(22, 22)]})
	found("security-group-open-ssh", [inline]) == {first(["ingress", 0, "cidr_blocks", 1])}
	rule := resource("aws_security_group_rule", object.union(open("0", "1024"), {"type": "ingress"}))
	found("security-group-open-ssh", [rule]) == {first(["cidr_blocks", 1])}
	new := resource("aws_vpc_security_group_ingress_rule", {
		"ip_protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"cidr_ipv6": "::/0",
	})
	found("security-group-open-ssh", [new]) == {first(["cidr_ipv6"])}
}

test_security_group_open_ssh_found_in_arguments_of_modules if {
	argument := {"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": "10.0.0.0/8,0.0.0.0/0"}
	listed := module({"ingress_with_cidr_blocks": [argument]})
	found("security-group-open-ssh", [listed]) == {first(["ingress_with_cidr_blocks", 0, "cidr_blocks"])}
	typed := module({"rules": {"ssh": object.union(open(22, 22), {"type": "ingress"})}})
	found("security-group-open-ssh", [typed]) == {first(["rules", "ssh", "cidr_blocks", 1])}
}

test_security_group_open_ssh_clean if {
	found("security-group-open-ssh", [
		resource("aws_security_group", {"ingress": [open(443, 443)], "egress": [open(22, 22)]}),
		resource("aws_security_group", {"ingress": [{
			"from_port": 22,
			"to_port": 22,
			"protocol": "tcp",
			"cidr_blocks": unknown,
		}]}),
		resource("aws_security_group", {"ingress": [open(unknown, unknown)]}),
		resource("aws_security_group_rule", object.union(open(22, 22), {"type": "egress"})),
		module({"egress_with_cidr_blocks": [open(22, 22)]}),
		module({"ingress_rules": {"out": object.union(open(22, 22), {"type": "egress"})}}),
	]) == set()
}

test_security_group_open_rdp_found if {
	inline := resource("aws_security_group", {"ingress": [open(3000, 4000)]})
	found("security-group-open-rdp", [inline]) == {first(["ingress", 0, "cidr_blocks", 1])}
}

test_security_group_open_rdp_clean if {
	found("security-group-open-rdp", [
		resource("aws_security_group", {"ingress": [open(22, 22)]}),
		resource("aws_security_group", {"ingress": [object.union(open(3389, 3389), {"protocol": "icmp"})]}),
	]) == set()
}

test_security_group_open_all_found if {
	every_protocol := object.union(open(0, 0), {"protocol": "-1"})
	blocks := [resource("aws_security_group", {"ingress": [every_protocol, open(0, 65535)]})]
	paths := {first(["ingress", 0, "cidr_blocks", 1]), first(["ingress", 1, "cidr_blocks", 1])}
	found("security-group-open-all", blocks) == paths
	found("security-group-open-ssh", blocks) == set()
}

test_a_rule_may_name_its_protocol_twice if {
	both := object.union(open(22, 22), {"ip_protocol": "udp"})
	found("security-group-open-ssh", [module({"ingress_rules": [both]})]) == {first([
		"ingress_rules",
		0,
		"cidr_blocks",
		1,
	])}
}

test_security_group_open_all_clean if {
	found("security-group-open-all", [
		resource("aws_security_group", {"ingress": [open(0, 1024)]}),
		resource("aws_security_group", {"egress": [object.union(open(0, 0), {"protocol": "-1"})]}),
	]) == set()
}

test_security_group_open_high_risk_port_found if {
	database_port := resource("aws_security_group", {"ingress": [open(5432, 5432)]})
	path := first(["ingress", 0, "cidr_blocks", 1])
	found("security-group-open-high-risk-port", [database_port]) == {path}
}

test_security_group_open_high_risk_port_clean if {
	found("security-group-open-high-risk-port", [
		resource("aws_security_group", {"ingress": [open(443, 443)]}),
		resource("aws_security_group", {"egress": [open(5432, 5432)]}),
	]) == set()
}
