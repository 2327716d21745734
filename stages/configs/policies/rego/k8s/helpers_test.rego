package e2.k8s_test

import data.e2.k8s

# Where a rule finds something in an object: the path below it, and the whole message.
found(rule, value) := {array.slice(finding.path, 2, count(finding.path)): finding.msg |
	findings := k8s.findings with input as {"documents": [value]}
	some finding in findings
	finding.rule == rule
}

paths(rule, value) := object.keys(found(rule, value))

clean(rule, value) if count(found(rule, value)) == 0

object_of(version, kind, parts) := object.union(
	{"apiVersion": version, "kind": kind, "metadata": {"name": "web"}},
	parts,
)

pod(spec) := object_of("v1", "Pod", {"spec": spec})

# A pod of one container.
container(parts) := pod({"containers": [app(parts)]})

app(parts) := object.union({"name": "app", "image": "app:1.2"}, parts)

# A container under a security context of its pod.
both(pod_context, context) := pod({
	"securityContext": pod_context,
	"containers": [app({"securityContext": context})],
})

secure(context) := container({"securityContext": context})

volume(source) := pod({"containers": [app({})], "volumes": [object.union({"name": "v"}, source)]})

at(keys) := array.concat(["spec", "containers", 0], keys)

in_context(keys) := at(array.concat(["securityContext"], keys))
