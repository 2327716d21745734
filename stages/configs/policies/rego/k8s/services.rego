# Services that are reached from outside.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: NodePort service
# description: The service is open at every node, past the rules of an Ingress or a load balancer.
# custom:
#   id: node-port-service
#   severity: low
#   controls:
#     - "Kubernetes documentation: Service, type NodePort"
findings contains lib.finding(rego.metadata.rule(), path, service.label, text) if {
	text := "is open at a port of every node"
	some service in services
	service.value.spec.type == "NodePort"
	path := lib.below(service, ["spec", "type"])
}

# METADATA
# title: External IP addresses
# description: A service can take over the traffic to any address that it names (CVE-2020-8554).
# custom:
#   id: external-ips-service
#   severity: medium
#   controls:
#     - CVE-2020-8554
#     - "Kubernetes documentation: Admission Control, DenyServiceExternalIPs"
findings contains lib.finding(rego.metadata.rule(), path, service.label, text) if {
	some service in services
	count(lib.array_of(service.value.spec, "externalIPs")) > 0
	path := lib.below(service, ["spec", "externalIPs"])
	text := "claims external IP addresses"
}

# METADATA
# title: Load balancer open to everyone
# description: A load balancer takes clients of all addresses unless it names ranges.
# custom:
#   id: load-balancer-source-ranges
#   severity: medium
#   controls:
#     - "Kubernetes API reference: ServiceSpec, loadBalancerSourceRanges"
#     - "NSA/CISA Kubernetes Hardening Guide: Network separation and hardening"
findings contains lib.finding(rego.metadata.rule(), path, service.label, text) if {
	text := "takes clients of all addresses"
	some service in services
	service.value.spec.type == "LoadBalancer"
	not lib.limited_by_annotation(service.value)
	some path in open_ranges(service)
}

services := lib.objects_of({""}, {"Service"})

# Only a service with ports is whole; without them it is a patch for one.
open_ranges(service) := {lib.deepest(service, ["spec", "loadBalancerSourceRanges"])} if {
	lib.empty(lib.look(service.value, ["spec", "loadBalancerSourceRanges"]))
	is_array(service.value.spec.ports)
}

open_ranges(service) := {lib.below(service, ["spec", "loadBalancerSourceRanges", i]) |
	some i, range in lib.array_of(service.value.spec, "loadBalancerSourceRanges")
	range in lib.everyone
} if {
	count(service.value.spec.loadBalancerSourceRanges) > 0
}
