package e2.k8s_test

test_host_port_found if {
	value := container({"ports": [{"containerPort": 80}, {"containerPort": 80, "hostPort": 8080}]})
	found("host-port", value) == {
		at(["ports", 1, "hostPort"]): `Pod web: container "app" opens port 8080 of the node`,
	}
}

test_host_port_clean if {
	clean("host-port", container({"ports": [{"containerPort": 80, "hostPort": 0}]}))
}

test_probe_host_found if {
	probe := container({"livenessProbe": {"httpGet": {"host": "10.0.0.1", "port": 80}}})
	found("probe-host", probe) == {
		at(["livenessProbe", "httpGet", "host"]): `Pod web: container "app" has the node send requests to 10.0.0.1`,
	}
	hook := container({"lifecycle": {"preStop": {"tcpSocket": {"host": "db", "port": 80}}}})
	paths("probe-host", hook) == {at(["lifecycle", "preStop", "tcpSocket", "host"])}
}

test_probe_host_clean if {
	clean("probe-host", container({"livenessProbe": {"httpGet": {"port": 80}}}))
	clean("probe-host", container({"livenessProbe": {"httpGet": {"host": "", "port": 80}}}))
}
