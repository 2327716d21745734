package e2.k8s_test

resources(value) := container({"resources": value})

test_cpu_requests_found if {
	id := "cpu-requests"
	found(id, container({})) == {at([]): `Pod web: container "app" requests no CPU time`}
	paths(id, resources({})) == {at(["resources"])}
	paths(id, resources({"requests": {"memory": "1Gi"}})) == {at(["resources", "requests"])}
}

test_cpu_requests_clean if {
	clean("cpu-requests", resources({"requests": {"cpu": "100m"}}))
	clean("cpu-requests", resources({"limits": {"cpu": 1}}))
}

test_cpu_limits_found if {
	found("cpu-limits", resources({"requests": {"cpu": "1"}})) == {
		at(["resources"]): `Pod web: container "app" has no CPU limit`,
	}
	paths("cpu-limits", resources({"limits": {"memory": "1Gi"}})) == {at(["resources", "limits"])}
}

test_cpu_limits_clean if clean("cpu-limits", resources({"limits": {"cpu": "1"}}))

test_memory_requests_found if paths("memory-requests", resources({"requests": null})) == {
	at(["resources"]),
}

test_memory_requests_clean if {
	clean("memory-requests", resources({"requests": {"memory": "1Gi"}}))
	clean("memory-requests", resources({"limits": {"memory": "1Gi"}}))
}

test_memory_limits_found if {
	found("memory-limits", container({})) == {
		at([]): `Pod web: container "app" has no memory limit`,
	}
}

test_memory_limits_clean if {
	clean("memory-limits", resources({"limits": {"memory": "1Gi"}}))
	clean("memory-limits", pod({"resources": {"limits": {"memory": "1Gi"}}, "containers": [app({})]}))
}

test_ephemeral_containers_have_no_resources if {
	limits := {"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}
	value := pod({"containers": [app(limits)], "ephemeralContainers": [app({})]})
	every id in ["cpu-requests", "cpu-limits", "memory-requests", "memory-limits"] {
		clean(id, value)
	}
}
