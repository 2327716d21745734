package e2.k8s_test

namespaced(version, name) := object.union(
	object_of(version, "Service", {}),
	{"metadata": {"namespace": name}},
)

test_default_namespace_found if {
	found("default-namespace", namespaced("v1", "default")) == {
		["metadata", "namespace"]: "Service web: is in the namespace default",
	}
}

# kubectl gives an object its namespace if the file does not.
test_default_namespace_clean if {
	clean("default-namespace", namespaced("v1", "web"))
	clean("default-namespace", namespaced("example.org/v1", "default"))
	clean("default-namespace", container({}))
}

test_deprecated_api_version_found if {
	found("deprecated-api-version", object_of("extensions/v1beta1", "Deployment", {})) == {
		["apiVersion"]: "Deployment web: has the version extensions/v1beta1, removed in Kubernetes 1.16",
	}
}

test_deprecated_api_version_clean if {
	clean("deprecated-api-version", object_of("apps/v1", "Deployment", {}))
	clean("deprecated-api-version", object_of("extensions/v1beta1", "Unknown", {}))
}

labelled(labels) := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "web", "labels": labels}}

level := "pod-security.kubernetes.io/enforce"

test_namespace_without_pod_security_found if {
	id := "namespace-without-pod-security"
	found(id, object_of("v1", "Namespace", {})) == {
		["metadata"]: "Namespace web: enforces no pod security standard",
	}
	paths(id, labelled({"a": "b"})) == {["metadata", "labels"]}
	paths(id, labelled({level: "privileged"})) == {["metadata", "labels", level]}
}

test_namespace_without_pod_security_clean if {
	id := "namespace-without-pod-security"
	clean(id, labelled({level: "baseline"}))
	clean(id, {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kube-system"}})
}
