# Ingresses and network policies.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Ingress without TLS
# description: Clients talk to the Ingress in clear text.
# custom:
#   id: ingress-without-tls
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Ingress, TLS"
#     - "NSA/CISA Kubernetes Hardening Guide: Encryption"
findings contains lib.finding(rego.metadata.rule(), path, ingress.label, text) if {
	text := "has no TLS"
	some ingress in lib.objects_of({"extensions", "networking.k8s.io"}, {"Ingress"})
	leads_somewhere(ingress.value.spec)
	lib.empty(lib.look(ingress.value, ["spec", "tls"]))
	not lib.certified_by_annotation(ingress.value)
	path := lib.deepest(ingress, ["spec", "tls"])
}

# METADATA
# title: Network policy that allows everything
# description: A rule without peers and ports, or one for all addresses, takes back all other rules.
# custom:
#   id: network-policy-allows-all
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Network Policies"
#     - "NSA/CISA Kubernetes Hardening Guide: Network policies"
findings contains lib.finding(rego.metadata.rule(), path, rule.label, text) if {
	some rule in policy_rules
	lib.empty(lib.look(rule.value, ["ports"]))
	some path in open_peers(rule)
	text := sprintf("allows all %s", [rule.direction])
}

# An Ingress without rules and backend is a patch for one.
leads_somewhere(spec) if {
	some key in {"rules", "defaultBackend", "backend"}
	backend := spec[key]
	not lib.empty(backend)
}

policy_rules := [object.union(place, {"label": policy.label, "direction": key, "peers": peers}) |
	some policy in lib.objects_of({"extensions", "networking.k8s.io"}, {"NetworkPolicy"})
	some key, names in {"egress": ["Egress", "to"], "ingress": ["Ingress", "from"]}
	[type, peers] := names
	applies(policy.value.spec, type)
	some place in lib.entries({"path": lib.below(policy, ["spec"]), "value": policy.value.spec}, key)
]

# Rules of a type that policyTypes does not name have no effect.
applies(spec, _) if lib.look(spec, ["policyTypes"]) == null

applies(spec, type) if type in spec.policyTypes

open_peers(rule) := {rule.path} if lib.empty(lib.look(rule.value, [rule.peers]))

open_peers(rule) := {lib.below(peer, ["ipBlock", "cidr"]) |
	some peer in lib.entries(rule, rule.peers)
	peer.value.ipBlock.cidr in lib.everyone
	lib.empty(lib.look(peer.value, ["ipBlock", "except"]))
} if {
	count(rule.value[rule.peers]) > 0
}
