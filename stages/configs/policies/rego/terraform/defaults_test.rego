package e2.terraform_test

test_open_cidr_default_found if {
	list := variable("allowed_cidrs", {"default": ["10.0.0.0/8", "0.0.0.0/0"]})
	found("open-cidr-default", [list]) == {first(["default", 1])}
	text := variable("ingress_cidr", {"default": "::/0"})
	found("open-cidr-default", [text]) == {first(["default"])}
	map := variable("allowed_networks", {"default": {"home": "0.0.0.0/0"}})
	found("open-cidr-default", [map]) == {first(["default", "home"])}
}

test_open_cidr_default_clean if {
	found("open-cidr-default", [
		variable("egress_cidrs", {"default": ["0.0.0.0/0"]}),
		variable("destination_cidr_block", {"default": "0.0.0.0/0"}),
		variable("allowed_cidrs", {"default": ["10.0.0.0/8"]}),
		variable("allowed_cidrs", {"default": unknown}),
		variable("allowed_cidrs", {}),
	]) == set()
}

test_insecure_variable_default_found if {
	on := variable("publicly_accessible", {"default": true})
	found("insecure-variable-default", [on]) == {first(["default"])}
	off := variable("deletion_protection", {"default": false})
	found("insecure-variable-default", [off]) == {first(["default"])}
}

test_insecure_variable_default_clean if {
	found("insecure-variable-default", [
		variable("publicly_accessible", {"default": false}),
		variable("deletion_protection", {"default": null}),
		variable("deletion_protection", {}),
		variable("create", {"default": true}),
	]) == set()
}
