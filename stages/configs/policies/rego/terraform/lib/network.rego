# Network rules of AWS that let the world in, in one shape whatever resource they stand in:
# {"kind": "group" or "acl", "name": of the block, "rule": the object with ports and protocol,
# "path": of the CIDR, "cidr": "0.0.0.0/0" or "::/0"}.
package e2.terraform.lib

world := {"0.0.0.0/0", "::/0"}

open_rules contains rule if {
	some place in array.concat(inline_rules, array.concat(rule_resources, loose_rules))
	some cidr in world_cidrs(place)
	rule := {
		"kind": kind(place),
		"name": place.name,
		"rule": place.body,
		"path": array.concat(place.base, cidr.path),
		"cidr": cidr.value,
	}
}

inline_rules := nested(
	resources({
		"aws_security_group", "aws_default_security_group",
		"aws_network_acl", "aws_default_network_acl",
	}),
	"ingress",
)

rule_resources := array.concat(
	resources({"aws_vpc_security_group_ingress_rule"}),
	[place |
		some place in resources({"aws_security_group_rule", "aws_network_acl_rule"})
		inbound(place)
	],
)

inbound(place) if {
	place.type == "aws_security_group_rule"
	place.body.type == "ingress"
}

inbound(place) if {
	place.type == "aws_network_acl_rule"
	object.get(place.body, "egress", false) in no
}

# Rules as objects in arguments of modules, in locals and in defaults of variables. A key on the way
# to them, or their own type, must say that they are inbound.
loose_rules := [inside(place, path, object.union(value, {"loose": true})) |
	some place in blocks({"module", "locals", "variable"})
	walk(place.body, [path, value])
	is_object(value)
	known(value)
	some key in {"from_port", "protocol", "ip_protocol", "cidr_ipv4", "cidr_ipv6"}
	value[key]
	says_inbound(place, path, value)
]

says_inbound(_, _, value) if value.type == "ingress"

says_inbound(place, path, value) if {
	not value.type
	keys := concat(" ", array.concat([place.name], [key | some key in path; is_string(key)]))
	regex.match(`ingress|inbound`, keys)
	not regex.match(`egress|outbound`, keys)
}

kind(place) := "acl" if {
	place.type in {"aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"}
} else := "acl" if {
	place.body.loose
	some key in {"rule_number", "rule_no", "rule_action"}
	place.body[key]
} else := "group"

world_cidrs(place) := array.concat(
	[{"path": [key], "value": value} |
		some key in {"cidr_block", "ipv6_cidr_block", "cidr_ipv4", "cidr_ipv6"}
		value := place.body[key]
		value in world
	],
	[{"path": cidr_path(key, place.body[key], i), "value": value} |
		some key in {"cidr_blocks", "ipv6_cidr_blocks"}
		some i, text in items(place.body[key])
		some value in split(text, ",")
		value in world
	],
)

cidr_path(key, value, _) := [key] if is_string(value)

cidr_path(key, value, i) := [key, i] if is_array(value)

every_port(rule) if protocol(rule) in {"-1", "all"}

every_port(rule) if {
	protocol(rule) in {"tcp", "6", "udp", "17"}
	number(rule.from_port) in {0, 1}
	number(rule.to_port) == 65535
}

covers(rule, _) if protocol(rule) in {"-1", "all"}

covers(rule, port) if {
	protocol(rule) in {"tcp", "6"}
	number(rule.from_port) <= port
	number(rule.to_port) >= port
}

protocol(rule) := lower(sprintf("%v", [rule.protocol])) if {
	known(rule.protocol)
} else := lower(sprintf("%v", [rule.ip_protocol])) if {
	known(rule.ip_protocol)
}

open_hit(rule) := {
	"name": rule.name,
	"path": rule.path,
	"detail": sprintf("%s, %s", [rule.cidr, ports(rule.rule)]),
}

ports(rule) := "all protocols" if protocol(rule) in {"-1", "all"}

ports(rule) := sprintf("port %v", [rule.from_port]) if {
	not protocol(rule) in {"-1", "all"}
	number(rule.from_port) == number(rule.to_port)
}

ports(rule) := sprintf("ports %v to %v", [rule.from_port, rule.to_port]) if {
	not protocol(rule) in {"-1", "all"}
	number(rule.from_port) < number(rule.to_port)
}
