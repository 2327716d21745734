package e2.terraform_test

firewall(allow, extra) := resource("google_compute_firewall", object.union(
	{"source_ranges": ["10.0.0.0/8", "0.0.0.0/0"], "allow": [allow]},
	extra,
))

world_range := {first(["source_ranges", 1])}

test_gcp_firewall_open_ssh_found if {
	found("gcp-firewall-open-ssh", [firewall({"protocol": "tcp", "ports": ["80", "20-22"]}, {})]) == world_range
}

test_gcp_firewall_open_ssh_clean if {
	ssh := {"protocol": "tcp", "ports": ["22"]}
	found("gcp-firewall-open-ssh", [
		firewall({"protocol": "tcp", "ports": ["443"]}, {}),
		firewall(ssh, {"direction": "EGRESS"}),
		firewall(ssh, {"disabled": true}),
		firewall(ssh, {"source_ranges": ["10.0.0.0/8"]}),
		firewall(ssh, {"source_ranges": unknown}),
	]) == set()
}

test_gcp_firewall_open_rdp_found if {
	found("gcp-firewall-open-rdp", [firewall({"protocol": "tcp", "ports": ["3389"]}, {})]) == world_range
}

test_gcp_firewall_open_rdp_clean if {
	found("gcp-firewall-open-rdp", [firewall({"protocol": "udp", "ports": ["3389"]}, {})]) == set()
}

test_gcp_firewall_open_all_found if {
	found("gcp-firewall-open-all", [firewall({"protocol": "all"}, {})]) == world_range
	found("gcp-firewall-open-all", [firewall({"protocol": "tcp"}, {})]) == world_range
}

test_gcp_firewall_open_all_clean if {
	found("gcp-firewall-open-all", [
		firewall({"protocol": "tcp", "ports": ["443"]}, {}),
		firewall({"protocol": "tcp", "ports": unknown}, {}),
	]) == set()
}
