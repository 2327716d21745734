# Settings of security contexts. A setting is {"value": ..., "path": [...]}; the value is null if
# nothing is set, and then the path is that of the deepest part that is there.
package e2.k8s.lib

# What a container, or a pod, sets itself.
own(place, keys) := {"value": value, "path": deepest(place, full)} if {
	full := array.concat(["securityContext"], keys)
	value := look(place.value, full)
}

# What holds for a container: what it does not set, its pod sets.
effective(container, keys) := first_set(own(container, keys), own(container.pod, keys))

first_set(mine, _) := mine if mine.value != null

first_set(mine, inherited) := inherited if {
	mine.value == null
	inherited.value != null
}

first_set(mine, inherited) := mine if {
	mine.value == null
	inherited.value == null
}

# Settings at either level, each once.
settings(keys) := [object.union(setting, {"label": place.label}) |
	some place in array.concat(pods, containers)
	setting := own(place, keys)
]
