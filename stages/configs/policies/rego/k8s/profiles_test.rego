package e2.k8s_test

seccomp(type) := {"seccompProfile": {"type": type}}

test_seccomp_profile_found if {
	id := "seccomp-profile"
	found(id, container({})) == {at([]): `Pod web: container "app" has no seccomp profile`}
	found(id, secure(seccomp("Unconfined"))) == {
		in_context(["seccompProfile", "type"]): `Pod web: container "app" runs without seccomp`,
	}
	paths(id, both(seccomp("Unconfined"), {})) == {
		["spec", "securityContext", "seccompProfile", "type"],
	}
	paths(id, both(seccomp("RuntimeDefault"), seccomp("Unconfined"))) == {
		in_context(["seccompProfile", "type"]),
	}
}

test_seccomp_profile_clean if {
	id := "seccomp-profile"
	clean(id, secure(seccomp("RuntimeDefault")))
	clean(id, both(seccomp("Localhost"), {}))
	clean(id, both(seccomp("Unconfined"), seccomp("RuntimeDefault")))
}

annotated(profile) := object.union(container({}), {"metadata": {"annotations": {
	"container.apparmor.security.beta.kubernetes.io/app": profile,
	"note": "unconfined",
}}})

test_apparmor_unconfined_found if {
	id := "apparmor-unconfined"
	off := {"appArmorProfile": {"type": "Unconfined"}}
	paths(id, secure(off)) == {in_context(["appArmorProfile", "type"])}
	paths(id, both(off, {})) == {["spec", "securityContext", "appArmorProfile", "type"]}
	key := "container.apparmor.security.beta.kubernetes.io/app"
	found(id, annotated("unconfined")) == {
		["metadata", "annotations", key]: `Pod web: container "app" runs without AppArmor`,
	}
}

test_apparmor_unconfined_clean if {
	clean("apparmor-unconfined", annotated("runtime/default"))
	clean("apparmor-unconfined", secure({"appArmorProfile": {"type": "RuntimeDefault"}}))
}

test_selinux_options_found if {
	id := "selinux-options"
	found(id, secure({"seLinuxOptions": {"type": "spc_t"}})) == {
		in_context(["seLinuxOptions", "type"]): `Pod web: container "app" sets the SELinux type spc_t`,
	}
	paths(id, both({"seLinuxOptions": {"user": "system_u", "role": "system_r"}}, {})) == {
		["spec", "securityContext", "seLinuxOptions", "user"],
		["spec", "securityContext", "seLinuxOptions", "role"],
	}
}

test_selinux_options_clean if {
	clean("selinux-options", secure({"seLinuxOptions": {"type": "container_t", "level": "s0:c1", "user": ""}}))
}
