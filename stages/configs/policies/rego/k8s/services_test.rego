package e2.k8s_test

service(spec) := object_of("v1", "Service", {"spec": object.union({"ports": [{"port": 80}]}, spec)})

balancer(parts) := service(object.union({"type": "LoadBalancer"}, parts))

test_node_port_service_found if {
	found("node-port-service", service({"type": "NodePort"})) == {
		["spec", "type"]: "Service web: is open at a port of every node",
	}
}

test_node_port_service_clean if {
	clean("node-port-service", service({}))
	clean("node-port-service", service({"type": "ClusterIP"}))
}

test_external_ips_service_found if {
	paths("external-ips-service", service({"externalIPs": ["203.0.113.5"]})) == {
		["spec", "externalIPs"],
	}
}

test_external_ips_service_clean if clean("external-ips-service", service({"externalIPs": []}))

test_load_balancer_source_ranges_found if {
	id := "load-balancer-source-ranges"
	found(id, balancer({})) == {["spec"]: "Service web: takes clients of all addresses"}
	ranges := "loadBalancerSourceRanges"
	paths(id, balancer({ranges: []})) == {["spec", ranges]}
	paths(id, balancer({ranges: ["10.0.0.0/8", "0.0.0.0/0"]})) == {["spec", ranges, 1]}
	nlb := {"metadata": {"annotations": {"service.beta.kubernetes.io/aws-load-balancer-type": "nlb"}}}
	paths(id, object.union(balancer({}), nlb)) == {["spec"]}
}

test_load_balancer_source_ranges_clean if {
	id := "load-balancer-source-ranges"
	clean(id, service({}))
	clean(id, balancer({"loadBalancerSourceRanges": ["10.0.0.0/8"]}))
	clean(id, object_of("v1", "Service", {"spec": {"type": "LoadBalancer"}}))
	every key, value in inward {
		clean(id, object.union(balancer({}), {"metadata": {"annotations": {key: value}}}))
	}
}

inward := {
	"networking.gke.io/load-balancer-type": "Internal",
	"service.beta.kubernetes.io/aws-load-balancer-internal": "0.0.0.0/0",
	"service.beta.kubernetes.io/azure-load-balancer-internal": "true",
	"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8, 192.0.2.0/24",
}
