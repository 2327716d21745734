package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: SSH is open to the world
# description: Whoever reaches port 22 can try passwords and exploits against it.
# custom:
#   id: gcp-firewall-open-ssh
#   severity: high
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 3.6
findings contains lib.report(rego.metadata.rule(), hit) if some hit in firewall_hits("22")

# METADATA
# title: RDP is open to the world
# description: Whoever reaches port 3389 can try passwords and exploits against it.
# custom:
#   id: gcp-firewall-open-rdp
#   severity: high
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 3.7
findings contains lib.report(rego.metadata.rule(), hit) if some hit in firewall_hits("3389")

# METADATA
# title: every port is open to the world
# description: A rule for all ports exposes each service behind it, also those of later days.
# custom:
#   id: gcp-firewall-open-all
#   severity: critical
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 3.6
#   - CIS Google Cloud Foundations 3.0.0 3.7
findings contains lib.report(rego.metadata.rule(), hit) if some hit in firewall_hits("all")

firewall_hits(port) := [lib.hit(firewall, ["source_ranges", i], sprintf("from %s", [source])) |
	some firewall in lib.resources({"google_compute_firewall"})
	object.get(firewall.body, "direction", "INGRESS") == "INGRESS"
	object.get(firewall.body, "disabled", false) in lib.no
	some allow in lib.nested([firewall], "allow")
	firewall_allows(allow.body, port)
	some i, source in firewall.body.source_ranges
	source in lib.world
]

firewall_allows(allow, "all") if lower(allow.protocol) == "all"

firewall_allows(allow, "all") if {
	lower(allow.protocol) == "tcp"
	not allow.ports
}

firewall_allows(allow, "all") if "0-65535" in allow.ports

firewall_allows(allow, port) if {
	port != "all"
	lower(allow.protocol) == "tcp"
	not "0-65535" in allow.ports
	some range in allow.ports
	port_in(range, to_number(port))
}
