# The containers of all pods. A container is a place with {"pod": pod, "list": "containers",
# "label": "Deployment web: container \"nginx\""}.
package e2.k8s.lib

words := {
	"containers": "container",
	"ephemeralContainers": "ephemeral container",
	"initContainers": "init container",
}

containers := [container |
	some pod in pods
	some list, word in words
	some place in entries(pod, list)
	container := object.union(place, {
		"pod": pod,
		"list": list,
		"label": sprintf("%s %s %q", [pod.label, word, container_name(place.value)]),
	})
]

# Containers that can lack something, see `whole`.
whole_containers := [container |
	some container in containers
	container.pod.whole
]

linux_containers := [container |
	some container in whole_containers
	not container.pod.windows
]

# Ephemeral containers are for debugging: they can't have resources.
lasting_containers := [container |
	some container in whole_containers
	container.list != "ephemeralContainers"
]

default container_name(_) := "(unnamed)"

container_name(value) := value.name if is_string(value.name)
