# All kinds of workload, lists, patches and malformed objects.
package e2.k8s_test

import data.e2.k8s

rule := "privileged-container"

bad := {"containers": [app({"securityContext": {"privileged": true}})]}

template := {"spec": bad}

key := ["containers", 0, "securityContext", "privileged"]

workload(version, kind) := object_of(version, kind, {"spec": {"selector": {}, "template": template}})

test_all_workloads if {
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] {
		paths(rule, workload("apps/v1", kind)) == {array.concat(["spec", "template", "spec"], key)}
	}
	paths(rule, workload("batch/v1", "Job")) == {array.concat(["spec", "template", "spec"], key)}
	paths(rule, workload("v1", "ReplicationController")) == {
		array.concat(["spec", "template", "spec"], key),
	}
	paths(rule, pod(bad)) == {array.concat(["spec"], key)}
	paths(rule, object_of("v1", "PodTemplate", {"template": template})) == {
		array.concat(["template", "spec"], key),
	}
}

test_cron_job if {
	job := object_of("batch/v1", "CronJob", {"spec": {"jobTemplate": {"spec": {"template": template}}}})
	where := ["spec", "jobTemplate", "spec", "template", "spec"]
	found(rule, job) == {array.concat(where, key): `CronJob web: container "app" runs privileged`}
}

test_all_containers if {
	one := bad.containers
	value := pod({"containers": one, "initContainers": one, "ephemeralContainers": one})
	{message | some message in found(rule, value)} == {
		`Pod web: container "app" runs privileged`,
		`Pod web: init container "app" runs privileged`,
		`Pod web: ephemeral container "app" runs privileged`,
	}
}

test_list if {
	list := {"apiVersion": "v1", "kind": "List", "items": [object_of("v1", "Service", {}), pod(bad)]}
	paths(rule, list) == {array.concat(["items", 1, "spec"], key)}
}

test_documents if {
	findings := k8s.findings with input as {"documents": [null, pod(bad), pod(bad)]}
	{finding.path[1] | some finding in findings} == {1, 2}
}

# A kind belongs to its group.
test_other_groups if {
	clean(rule, workload("batch.volcano.sh/v1alpha1", "Job"))
	knative := {"apiVersion": "serving.knative.dev/v1"}
	clean("node-port-service", object.union(service({"type": "NodePort"}), knative))
}

test_unnamed if {
	value := {"apiVersion": "v1", "kind": "Pod", "spec": bad}
	found(rule, value)[_] == `Pod (unnamed): container "app" runs privileged`
}

test_generated_name if {
	value := {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "web-"}, "spec": bad}
	found(rule, value)[_] == `Pod web-: container "app" runs privileged`
}

# A patch for Kustomize has no selector, or no image: what it does not say may be said elsewhere.
test_patch_lacks_nothing if {
	findings := k8s.findings with input as {"documents": [
		object_of("apps/v1", "Deployment", {"spec": {"template": {"spec": {"containers": [app({})]}}}}),
		pod({"containers": [{"name": "app"}]}),
		pod({"nodeSelector": {}}),
	]}
	count(findings) == 0
}

test_patch_says_wrong_things if {
	value := object_of("apps/v1", "Deployment", {"spec": {"template": template}})
	paths(rule, value) == {array.concat(["spec", "template", "spec"], key)}
}

test_hardened if {
	context := {
		"allowPrivilegeEscalation": false,
		"capabilities": {"drop": ["ALL"]},
		"readOnlyRootFilesystem": true,
	}
	amounts := {"cpu": "1", "memory": "1Gi"}
	findings := k8s.findings with input as {"documents": [pod({
		"serviceAccountName": "web",
		"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
		"containers": [app({"securityContext": context, "resources": {"limits": amounts}})],
	})]}
	count(findings) == 0
}

# What only Linux has can't be set for Windows.
test_windows if {
	findings := k8s.findings with input as {"documents": [pod({
		"os": {"name": "windows"},
		"serviceAccountName": "web",
		"securityContext": {"runAsNonRoot": true},
		"containers": [app({"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}})],
	})]}
	count(findings) == 0
}

test_malformed if {
	findings := k8s.findings with input as {"documents": malformed}
	count(findings) == 0
}

malformed := [
	null,
	"text",
	["list"],
	{"apiVersion": 1, "kind": "Pod"},
	{"apiVersion": "v1", "kind": ["Pod"]},
	{"apiVersion": "v1", "kind": "List", "items": "text"},
	{"apiVersion": "v1", "kind": "List", "items": null},
	pod(null),
	pod("text"),
	pod({"containers": null, "initContainers": "text", "volumes": {"a": {"hostPath": {"path": "/"}}}}),
	pod({"containers": ["text", null], "securityContext": "text"}),
	pod({"containers": [{"image": 5, "securityContext": ["text"], "env": {"a": 1}, "ports": "80"}]}),
	pod({"containers": [{"envFrom": [{"secretRef": {"name": [null]}}, {"secretRef": "text"}]}]}),
	object_of("v1", "ConfigMap", {"data": ["text"]}),
	object_of("v1", "Namespace", {"metadata": "text"}),
	object_of("v1", "PersistentVolume", {"spec": {"hostPath": "text"}}),
	object_of("v1", "Secret", {"data": ["text"]}),
	object_of("v1", "Service", {"spec": "text"}),
	balancer({"loadBalancerSourceRanges": "text"}),
	ingress("text"),
	network_policy("text"),
	network_policy({"ingress": "text", "egress": [null, "text"]}),
	role({"verbs": "*", "resources": null}),
	role(null),
	object_of("rbac.authorization.k8s.io/v1", "RoleBinding", {"subjects": "text", "roleRef": "view"}),
]

# A value of the wrong type, such as one that a tool fills in, can't be judged.
test_unknown_values if {
	unknown := "${VALUE}"
	findings := k8s.findings with input as {"documents": [pod({
		"automountServiceAccountToken": unknown,
		"hostNetwork": unknown,
		"hostPID": unknown,
		"hostIPC": unknown,
		"serviceAccountName": unknown,
		"securityContext": {"runAsNonRoot": unknown, "runAsUser": unknown, "runAsGroup": unknown},
		"containers": [{
			"name": "app",
			"image": unknown,
			"ports": [{"hostPort": unknown}],
			"resources": unknown,
			"securityContext": {
				"allowPrivilegeEscalation": unknown,
				"capabilities": {"add": unknown, "drop": unknown},
				"privileged": unknown,
				"readOnlyRootFilesystem": unknown,
				"seccompProfile": unknown,
			},
		}],
	})]}
	count(findings) == 0
}
