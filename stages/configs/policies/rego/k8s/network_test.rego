package e2.k8s_test

ingress(spec) := object_of("networking.k8s.io/v1", "Ingress", {"spec": spec})

test_ingress_without_tls_found if {
	id := "ingress-without-tls"
	found(id, ingress({"rules": [{"host": "a"}]})) == {["spec"]: "Ingress web: has no TLS"}
	paths(id, ingress({"defaultBackend": {"service": {}}, "tls": []})) == {["spec", "tls"]}
}

test_ingress_without_tls_clean if {
	id := "ingress-without-tls"
	clean(id, ingress({"rules": [{"host": "a"}], "tls": [{"secretName": "a"}]}))
	clean(id, ingress({"ingressClassName": "nginx"}))
	certificate := {"alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:1"}
	value := object.union(ingress({"rules": [{}]}), {"metadata": {"annotations": certificate}})
	clean(id, value)
	ports := {"alb.ingress.kubernetes.io/listen-ports": `[{"HTTPS": 443}]`}
	clean(id, object.union(ingress({"rules": [{}]}), {"metadata": {"annotations": ports}}))
}

network_policy(spec) := object_of("networking.k8s.io/v1", "NetworkPolicy", {"spec": spec})

from(cidr, parts) := {"from": [{"podSelector": {}}, {"ipBlock": object.union({"cidr": cidr}, parts)}]}

test_network_policy_allows_all_found if {
	id := "network-policy-allows-all"
	found(id, network_policy({"egress": [{}], "ingress": [{"from": []}]})) == {
		["spec", "egress", 0]: "NetworkPolicy web: allows all egress",
		["spec", "ingress", 0]: "NetworkPolicy web: allows all ingress",
	}
	where := ["spec", "ingress", 0, "from", 1, "ipBlock", "cidr"]
	paths(id, network_policy({"ingress": [from("0.0.0.0/0", {})]})) == {where}
}

test_network_policy_allows_all_clean if {
	id := "network-policy-allows-all"
	clean(id, network_policy({"ingress": []}))
	clean(id, network_policy({"ingress": [{"ports": [{"port": 443}]}]}))
	clean(id, network_policy({"ingress": [from("0.0.0.0/0", {"except": ["10.0.0.0/8"]})]}))
	clean(id, network_policy({"ingress": [from("10.0.0.0/8", {})]}))
	clean(id, network_policy({"policyTypes": ["Egress"], "ingress": [{}]}))
}
