# Containers that can get the rights of their node.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Privileged container
# description: A privileged container has all devices and capabilities of the node.
# custom:
#   id: privileged-container
#   severity: critical
#   controls:
#     - CIS Kubernetes v1.10 5.2.2
#     - "PSS Baseline: Privileged Containers"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "runs privileged"
	some container in lib.containers
	setting := lib.own(container, ["privileged"])
	setting.value == true
}

# METADATA
# title: Privilege escalation allowed
# description: |
#   Without allowPrivilegeEscalation false, a set-uid program gets more rights than its parent.
# custom:
#   id: allow-privilege-escalation
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.2.6
#     - "PSS Restricted: Privilege Escalation"
#     - "NSA/CISA Kubernetes Hardening Guide: Pod security enforcement"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	some container in lib.linux_containers
	setting := lib.own(container, ["allowPrivilegeEscalation"])
	text := escalation_texts[setting.value]
}

# METADATA
# title: Windows HostProcess container
# description: A HostProcess container runs on the Windows node itself.
# custom:
#   id: windows-host-process
#   severity: critical
#   controls:
#     - CIS Kubernetes v1.10 5.2.11
#     - "PSS Baseline: HostProcess"
findings contains lib.finding(rego.metadata.rule(), setting.path, setting.label, text) if {
	text := "runs as a process of the Windows node"
	some setting in lib.settings(["windowsOptions", "hostProcess"])
	setting.value == true
}

# METADATA
# title: Unmasked /proc
# description: procMount Unmasked shows the container parts of /proc that the runtime hides.
# custom:
#   id: unmasked-proc-mount
#   severity: high
#   controls:
#     - "PSS Baseline: /proc Mount Type"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "sees all of /proc unmasked"
	some container in lib.containers
	setting := lib.own(container, ["procMount"])
	setting.value == "Unmasked"
}

escalation_texts := {
	null: "does not forbid privilege escalation",
	true: "allows privilege escalation",
}
