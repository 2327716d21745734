package e2.k8s_test

capabilities(value) := secure({"capabilities": value})

test_drop_all_capabilities_found if {
	id := "drop-all-capabilities"
	found(id, container({})) == {at([]): `Pod web: container "app" does not drop all capabilities`}
	paths(id, secure({})) == {in_context([])}
	paths(id, capabilities({"add": []})) == {in_context(["capabilities"])}
	paths(id, capabilities({"drop": ["NET_RAW"]})) == {in_context(["capabilities", "drop"])}
}

test_drop_all_capabilities_clean if {
	clean("drop-all-capabilities", capabilities({"drop": ["ALL"]}))
	clean("drop-all-capabilities", capabilities({"drop": ["NET_RAW", "all"]}))
}

test_added_capabilities_found if {
	found("added-capabilities", capabilities({"add": ["CHOWN", "SYS_ADMIN", "cap_net_raw"]})) == {
		in_context(["capabilities", "add", 1]): `Pod web: container "app" adds the capability SYS_ADMIN`,
		in_context(["capabilities", "add", 2]): `Pod web: container "app" adds the capability NET_RAW`,
	}
}

test_added_capabilities_clean if {
	clean("added-capabilities", capabilities({"add": ["NET_BIND_SERVICE", "CAP_CHOWN"]}))
	clean("added-capabilities", capabilities({"add": null}))
	clean("added-capabilities", capabilities({"add": [5]}))
}
