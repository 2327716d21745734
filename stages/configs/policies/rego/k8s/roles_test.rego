package e2.k8s_test

role(rule) := object_of("rbac.authorization.k8s.io/v1", "ClusterRole", {"rules": [rule]})

may(group, resources, verbs) := role({"apiGroups": [group], "resources": resources, "verbs": verbs})

first_rule(keys) := array.concat(["rules", 0], keys)

test_wildcard_rbac_found if {
	found("wildcard-rbac", may("apps", ["deployments", "*"], ["*"])) == {
		first_rule(["resources", 1]): "ClusterRole web: gives all resources",
		first_rule(["verbs", 0]): "ClusterRole web: gives all verbs",
	}
}

test_wildcard_rbac_clean if clean("wildcard-rbac", may("*", ["deployments"], ["get"]))

test_secrets_access_rbac_found if {
	id := "secrets-access-rbac"
	found(id, may("", ["pods", "secrets"], ["list"])) == {
		first_rule(["resources", 1]): "ClusterRole web: gives access to all Secrets",
	}
	paths(id, may("*", ["secrets"], ["*"])) == {first_rule(["resources", 0])}
}

test_secrets_access_rbac_clean if {
	id := "secrets-access-rbac"
	clean(id, may("", ["secrets"], ["create"]))
	clean(id, may("example.org", ["secrets"], ["get"]))
	clean(id, role({"apiGroups": [""], "resources": ["secrets"], "resourceNames": ["db"], "verbs": ["get"]}))
}

test_create_pods_rbac_found if {
	found("create-pods-rbac", may("apps", ["deployments"], ["get", "create"])) == {
		first_rule(["resources", 0]): "ClusterRole web: lets its subjects create deployments",
	}
}

test_create_pods_rbac_clean if {
	clean("create-pods-rbac", may("", ["pods"], ["get"]))
	clean("create-pods-rbac", may("", ["configmaps"], ["create"]))
}

test_persistent_volume_rbac_found if {
	paths("persistent-volume-rbac", may("", ["persistentvolumes"], ["create"])) == {
		first_rule(["resources", 0]),
	}
}

test_persistent_volume_rbac_clean if {
	clean("persistent-volume-rbac", may("", ["persistentvolumeclaims"], ["create"]))
}
