# Rules of roles.
package e2.k8s.lib

# Places with {"label": "ClusterRole admin:"}.
role_rules := [object.union(place, {"label": role.label}) |
	some role in objects_of({"rbac.authorization.k8s.io"}, {"ClusterRole", "Role"})
	some place in entries(role, "rules")
]

# Where roles give one of these verbs for one of these resources: one a rule and resource. Wildcards
# of resources are left to a rule of their own; the path is that of the resource.
grants(groups, resources, verbs) := [grant |
	some rule in role_rules
	gives(rule.value, "apiGroups", groups)
	gives(rule.value, "verbs", verbs)
	some i, resource in array_of(rule.value, "resources")
	resource in resources
	grant := {
		"rule": rule.value,
		"label": rule.label,
		"resource": resource,
		"path": below(rule, ["resources", i]),
	}
]

gives(rule, key, values) if {
	some value in array_of(rule, key)
	value in (values | {"*"})
}

# Limited to objects of these names.
named(rule) if count(array_of(rule, "resourceNames")) > 0
