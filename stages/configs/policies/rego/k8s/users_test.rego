package e2.k8s_test

test_run_as_non_root_found if {
	id := "run-as-non-root"
	found(id, container({})) == {at([]): `Pod web: container "app" may run as root`}
	paths(id, secure({"runAsNonRoot": false})) == {in_context(["runAsNonRoot"])}
	paths(id, both({"runAsNonRoot": false}, {})) == {["spec", "securityContext", "runAsNonRoot"]}
	paths(id, both({"runAsNonRoot": true}, {"runAsNonRoot": false})) == {
		in_context(["runAsNonRoot"]),
	}
	paths(id, both({"runAsUser": 1000}, {"runAsUser": 0})) == {in_context([])}
}

test_run_as_non_root_clean if {
	id := "run-as-non-root"
	clean(id, secure({"runAsNonRoot": true}))
	clean(id, both({"runAsNonRoot": true}, {}))
	clean(id, both({"runAsNonRoot": false}, {"runAsNonRoot": true}))
	clean(id, secure({"runAsUser": 1000}))
	clean(id, both({"runAsUser": 1000}, {"runAsNonRoot": false}))
}

test_run_as_root_user_found if {
	id := "run-as-root-user"
	found(id, secure({"runAsUser": 0})) == {
		in_context(["runAsUser"]): `Pod web: container "app" runs as root (user 0)`,
	}
	paths(id, both({"runAsUser": 0}, {})) == {["spec", "securityContext", "runAsUser"]}
	paths(id, both({"runAsUser": 1000}, {"runAsUser": 0})) == {in_context(["runAsUser"])}
}

test_run_as_root_user_clean if {
	clean("run-as-root-user", container({}))
	clean("run-as-root-user", both({"runAsUser": 0}, {"runAsUser": 1000}))
}

test_run_as_root_group_found if {
	paths("run-as-root-group", both({"runAsGroup": 0}, {})) == {
		["spec", "securityContext", "runAsGroup"],
	}
}

test_run_as_root_group_clean if {
	clean("run-as-root-group", both({"runAsGroup": 0}, {"runAsGroup": 5}))
}
