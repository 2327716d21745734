package e2.k8s_test

binding(name, subject) := object_of("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", {
	"roleRef": {"kind": "ClusterRole", "name": name},
	"subjects": [{"kind": "User", "name": "jane"}, subject],
})

group(name) := {"kind": "Group", "name": name}

test_cluster_admin_binding_found if {
	found("cluster-admin-binding", binding("cluster-admin", group("ops"))) == {
		["roleRef", "name"]: "ClusterRoleBinding web: gives the rights of cluster-admin",
	}
}

test_cluster_admin_binding_clean if clean("cluster-admin-binding", binding("view", group("ops")))

test_system_masters_binding_found if {
	value := binding("view", group("system:masters"))
	paths("system-masters-binding", value) == {["subjects", 1, "name"]}
}

test_system_masters_binding_clean if {
	clean("system-masters-binding", binding("view", {"kind": "User", "name": "system:masters"}))
}

test_anonymous_binding_found if {
	id := "anonymous-binding"
	found(id, binding("view", group("system:unauthenticated"))) == {
		["subjects", 1, "name"]: "ClusterRoleBinding web: gives rights to system:unauthenticated",
	}
	paths(id, binding("view", {"kind": "User", "name": "system:anonymous"})) == {
		["subjects", 1, "name"],
	}
}

test_anonymous_binding_clean if {
	clean("anonymous-binding", binding("view", group("system:authenticated")))
	clean("anonymous-binding", binding("system:public-info-viewer", group("system:unauthenticated")))
}
