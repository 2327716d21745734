# API versions, namespaces and their labels.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Default namespace
# description: Objects of several owners in one namespace can't be kept apart.
# custom:
#   id: default-namespace
#   severity: low
#   controls:
#     - CIS Kubernetes v1.10 5.7.4
#     - "NSA/CISA Kubernetes Hardening Guide: Namespaces"
findings contains lib.finding(rego.metadata.rule(), path, entry.label, text) if {
	text := "is in the namespace default"
	some entry in lib.objects
	entry.group in lib.built_in_groups
	entry.value.metadata.namespace == "default"
	path := lib.below(entry, ["metadata", "namespace"])
}

# METADATA
# title: API version that was removed
# description: Clusters of the named version and later refuse the object.
# custom:
#   id: deprecated-api-version
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Deprecated API Migration Guide"
findings contains lib.finding(rego.metadata.rule(), path, entry.label, text) if {
	some entry in lib.objects
	version := entry.value.apiVersion
	removal := lib.removals[version][entry.kind]
	path := lib.below(entry, ["apiVersion"])
	text := sprintf("has the version %s, removed in Kubernetes %s", [version, removal])
}

# METADATA
# title: Namespace without pod security
# description: Without the label, or with the level privileged, the namespace takes every pod.
# custom:
#   id: namespace-without-pod-security
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.2.1
#     - "Kubernetes documentation: Enforce Pod Security Standards with Namespace Labels"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), path, namespace.label, text) if {
	text := "enforces no pod security standard"
	some namespace in lib.objects_of({""}, {"Namespace"})
	namespace.value.metadata.name != "kube-system"
	lib.look(namespace.value, enforce) in {null, "privileged"}
	path := lib.deepest(namespace, enforce)
}

enforce := ["metadata", "labels", "pod-security.kubernetes.io/enforce"]
