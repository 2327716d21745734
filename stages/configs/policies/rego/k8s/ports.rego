# Ports and probes of containers that reach beyond the pod.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Host port
# description: The port is open at the address of the node, past all network policies.
# custom:
#   id: host-port
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.2.13
#     - "PSS Baseline: Host Ports"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	some port in lib.entries(container, "ports")
	is_number(port.value.hostPort)
	port.value.hostPort > 0
	path := lib.below(port, ["hostPort"])
	text := sprintf("opens port %v of the node", [port.value.hostPort])
}

# METADATA
# title: Probe of another host
# description: With a host of its own a probe makes the node send requests anywhere.
# custom:
#   id: probe-host
#   severity: medium
#   controls:
#     - "PSS Baseline: Host Probes / Lifecycle Hooks"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	some keys in probes
	host := lib.look(container.value, keys)
	is_string(host)
	host != ""
	path := lib.below(container, keys)
	text := sprintf("has the node send requests to %s", [host])
}

probes := {array.concat(probe, [action, "host"]) |
	some probe in {
		["livenessProbe"],
		["readinessProbe"],
		["startupProbe"],
		["lifecycle", "postStart"],
		["lifecycle", "preStop"],
	}
	some action in {"httpGet", "tcpSocket"}
}
