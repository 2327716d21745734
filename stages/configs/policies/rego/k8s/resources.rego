# Requests and limits.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: No CPU request
# description: The scheduler can't keep CPU time for the container.
# custom:
#   id: cpu-requests
#   severity: low
#   controls:
#     - "Kubernetes documentation: Resource Management for Pods and Containers"
#     - "NSA/CISA Kubernetes Hardening Guide: Resource policies"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	text := "requests no CPU time"
	some container in lib.lasting_containers
	path := lacking_request(container, "cpu")
}

# METADATA
# title: No CPU limit
# description: The container can take the CPU time of others on its node.
# custom:
#   id: cpu-limits
#   severity: low
#   controls:
#     - "Kubernetes documentation: Resource Management for Pods and Containers"
#     - "NSA/CISA Kubernetes Hardening Guide: Resource policies"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	text := "has no CPU limit"
	some container in lib.lasting_containers
	path := lacking(container, ["limits", "cpu"])
}

# METADATA
# title: No memory request
# description: The scheduler can't keep memory for the container, which is evicted early.
# custom:
#   id: memory-requests
#   severity: low
#   controls:
#     - "Kubernetes documentation: Resource Management for Pods and Containers"
#     - "NSA/CISA Kubernetes Hardening Guide: Resource policies"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	text := "requests no memory"
	some container in lib.lasting_containers
	path := lacking_request(container, "memory")
}

# METADATA
# title: No memory limit
# description: The container can use up the memory of its node.
# custom:
#   id: memory-limits
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Resource Management for Pods and Containers"
#     - "NSA/CISA Kubernetes Hardening Guide: Resource policies"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	text := "has no memory limit"
	some container in lib.lasting_containers
	path := lacking(container, ["limits", "memory"])
}

# Where the container lacks this; what the pod as a whole has will do.
lacking(container, keys) := lib.deepest(container, full) if {
	full := array.concat(["resources"], keys)
	lib.look(container.value, full) == null
	lib.look(container.pod.value, full) == null
}

# A limit is the default of the request.
lacking_request(container, resource) := lacking(container, ["requests", resource]) if {
	lacking(container, ["limits", resource])
}
