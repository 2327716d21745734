# What a pod shares with its node.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Host network
# description: The pod sees the traffic of its node and reaches what listens on its loopback.
# custom:
#   id: host-network
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.5
#     - "PSS Baseline: Host Namespaces"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "uses the network of the node"
	some pod in lib.pods
	pod.value.hostNetwork == true
	path := lib.below(pod, ["hostNetwork"])
}

# METADATA
# title: Host processes
# description: The pod sees the processes of its node and can reach into them.
# custom:
#   id: host-pid
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.3
#     - "PSS Baseline: Host Namespaces"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "shares the process IDs of the node"
	some pod in lib.pods
	pod.value.hostPID == true
	path := lib.below(pod, ["hostPID"])
}

# METADATA
# title: Host inter-process communication
# description: The pod can read the shared memory of the processes of its node.
# custom:
#   id: host-ipc
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.4
#     - "PSS Baseline: Host Namespaces"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "shares the IPC namespace of the node"
	some pod in lib.pods
	pod.value.hostIPC == true
	path := lib.below(pod, ["hostIPC"])
}

# METADATA
# title: Shared process namespace
# description: The containers of the pod see each other's processes, environment and files.
# custom:
#   id: share-process-namespace
#   severity: low
#   controls:
#     - "Kubernetes documentation: Share Process Namespace between Containers in a Pod"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "shares the process IDs of its containers"
	some pod in lib.pods
	pod.value.shareProcessNamespace == true
	path := lib.below(pod, ["shareProcessNamespace"])
}

# METADATA
# title: Unsafe sysctl
# description: The kernel parameter is not known to leave other pods of the node alone.
# custom:
#   id: unsafe-sysctls
#   severity: high
#   controls:
#     - "PSS Baseline: Sysctls"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	some pod in lib.pods
	setting := lib.own(pod, ["sysctls"])
	is_array(setting.value)
	some i, sysctl in setting.value
	is_string(sysctl.name)
	not sysctl.name in safe_sysctls
	path := array.concat(setting.path, [i, "name"])
	text := sprintf("sets the unsafe sysctl %s", [sysctl.name])
}

# Pod Security Standards, Baseline, Sysctls: allowed values; the last two are in the safe set of
# "Using sysctls in a Kubernetes Cluster" since Kubernetes 1.32.
safe_sysctls := {
	"kernel.shm_rmid_forced",
	"net.ipv4.ip_local_port_range",
	"net.ipv4.ip_local_reserved_ports",
	"net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.ping_group_range",
	"net.ipv4.tcp_fin_timeout",
	"net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes",
	"net.ipv4.tcp_keepalive_time",
	"net.ipv4.tcp_syncookies",
	"net.ipv4.tcp_rmem",
	"net.ipv4.tcp_wmem",
}
