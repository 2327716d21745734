# The pod specs of all kinds of workload. A pod is a place whose value is the spec, with
# {"label": "Deployment web:", "template": place that holds metadata and spec, "whole": bool,
# "windows": bool}.
package e2.k8s.lib

# Where a kind of each API group holds its pod template.
templates := {
	"": {
		"Pod": [],
		"PodTemplate": ["template"],
		"ReplicationController": ["spec", "template"],
	},
	"apps": {
		"DaemonSet": ["spec", "template"],
		"Deployment": ["spec", "template"],
		"ReplicaSet": ["spec", "template"],
		"StatefulSet": ["spec", "template"],
	},
	"batch": {
		"CronJob": ["spec", "jobTemplate", "spec", "template"],
		"Job": ["spec", "template"],
	},
	"extensions": {
		"DaemonSet": ["spec", "template"],
		"Deployment": ["spec", "template"],
		"ReplicaSet": ["spec", "template"],
	},
}

pods := [pod |
	some entry in objects
	keys := templates[entry.group][entry.kind]
	template := {"path": below(entry, keys), "value": object.get(entry.value, keys, null)}
	is_object(template.value.spec)
	pod := {
		"path": below(template, ["spec"]),
		"value": template.value.spec,
		"label": entry.label,
		"template": template,
		"whole": whole(entry, template.value.spec),
		"windows": windows(template.value.spec),
	}
]

# A patch for Kustomize holds a part of an object. What it does not say, another file may say, so
# that only a whole pod can lack something.
default whole(_, _) := false

whole(entry, spec) if {
	count(array_of(spec, "containers")) > 0
	every container in spec.containers {
		is_string(container.image)
	}
	not lacks_selector(entry)
}

# The selector is required in apps/v1, and in no other version.
lacks_selector(entry) if {
	entry.value.apiVersion == "apps/v1"
	look(entry.value, ["spec", "selector"]) == null
}

default windows(_) := false

windows(spec) if spec.os.name == "windows"

windows(spec) if spec.nodeSelector["kubernetes.io/os"] == "windows"
