package e2.k8s_test

alone(key, value) := pod({"containers": [app({})], key: value})

test_host_network_found if {
	found("host-network", alone("hostNetwork", true)) == {
		["spec", "hostNetwork"]: "Pod web: uses the network of the node",
	}
}

test_host_network_clean if {
	clean("host-network", alone("hostNetwork", false))
	clean("host-network", container({}))
}

test_host_pid_found if paths("host-pid", alone("hostPID", true)) == {["spec", "hostPID"]}

test_host_pid_clean if clean("host-pid", alone("hostPID", false))

test_host_ipc_found if paths("host-ipc", alone("hostIPC", true)) == {["spec", "hostIPC"]}

test_host_ipc_clean if clean("host-ipc", alone("hostIPC", false))

test_share_process_namespace_found if {
	keys := ["spec", "shareProcessNamespace"]
	paths("share-process-namespace", alone("shareProcessNamespace", true)) == {keys}
}

test_share_process_namespace_clean if {
	clean("share-process-namespace", alone("shareProcessNamespace", false))
}

sysctls(names) := alone("securityContext", {"sysctls": [{"name": name, "value": "1"} | some name in names]})

test_unsafe_sysctls_found if {
	found("unsafe-sysctls", sysctls(["net.ipv4.tcp_syncookies", "kernel.msgmax"])) == {
		["spec", "securityContext", "sysctls", 1, "name"]: "Pod web: sets the unsafe sysctl kernel.msgmax",
	}
}

test_unsafe_sysctls_clean if clean("unsafe-sysctls", sysctls(["kernel.shm_rmid_forced"]))
