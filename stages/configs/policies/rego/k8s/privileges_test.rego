package e2.k8s_test

test_privileged_container_found if {
	found("privileged-container", secure({"privileged": true})) == {
		in_context(["privileged"]): `Pod web: container "app" runs privileged`,
	}
}

test_privileged_container_clean if {
	clean("privileged-container", secure({"privileged": false}))
	clean("privileged-container", secure({"privileged": null}))
	clean("privileged-container", container({}))
}

test_allow_privilege_escalation_found if {
	id := "allow-privilege-escalation"
	found(id, container({})) == {
		at([]): `Pod web: container "app" does not forbid privilege escalation`,
	}
	paths(id, container({"securityContext": null})) == {at([])}
	paths(id, secure({})) == {in_context([])}
	paths(id, secure({"allowPrivilegeEscalation": null})) == {in_context([])}
	found(id, secure({"allowPrivilegeEscalation": true})) == {
		in_context(["allowPrivilegeEscalation"]): `Pod web: container "app" allows privilege escalation`,
	}
}

test_allow_privilege_escalation_clean if {
	clean("allow-privilege-escalation", secure({"allowPrivilegeEscalation": false}))
}

test_windows_host_process_found if {
	options := {"windowsOptions": {"hostProcess": true}}
	keys := ["windowsOptions", "hostProcess"]
	paths("windows-host-process", secure(options)) == {in_context(keys)}
	found("windows-host-process", both(options, {})) == {
		array.concat(["spec", "securityContext"], keys): "Pod web: runs as a process of the Windows node",
	}
}

test_windows_host_process_clean if {
	clean("windows-host-process", both({"windowsOptions": {"hostProcess": false}}, {}))
}

test_unmasked_proc_mount_found if {
	paths("unmasked-proc-mount", secure({"procMount": "Unmasked"})) == {in_context(["procMount"])}
}

test_unmasked_proc_mount_clean if clean("unmasked-proc-mount", secure({"procMount": "Default"}))
