# Linux capabilities.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Capabilities not dropped
# description: A container keeps the runtime's default capabilities unless it drops ALL.
# custom:
#   id: drop-all-capabilities
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.2.10
#     - "PSS Restricted: Capabilities"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "does not drop all capabilities"
	some container in lib.linux_containers
	setting := lib.own(container, ["capabilities", "drop"])
	drops_some(setting.value)
}

# METADATA
# title: Capability added
# description: The capability is not one of those that the Baseline standard lets a container add.
# custom:
#   id: added-capabilities
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.8
#     - CIS Kubernetes v1.10 5.2.9
#     - "PSS Baseline: Capabilities"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	setting := lib.own(container, ["capabilities", "add"])
	is_array(setting.value)
	some i, capability in setting.value
	not plain(capability) in harmless
	path := array.concat(setting.path, [i])
	text := sprintf("adds the capability %s", [plain(capability)])
}

drops_some(drop) if drop == null

drops_some(drop) if {
	is_array(drop)
	not "ALL" in {plain(capability) | some capability in drop}
}

# Some runtimes take the prefix that the kernel uses.
plain(capability) := trim_prefix(upper(capability), "CAP_")

# Pod Security Standards, Baseline, Capabilities: allowed values.
harmless := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}
