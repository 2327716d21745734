# The user that a container runs as. The value of the container wins over that of the pod.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: May run as root
# description: Neither runAsNonRoot nor a runAsUser above 0 keeps the image from running as root.
# custom:
#   id: run-as-non-root
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.2.7
#     - "PSS Restricted: Running as Non-root"
#     - 'NSA/CISA Kubernetes Hardening Guide: "Non-root" containers and "rootless" container engines'
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "may run as root"
	some container in lib.whole_containers
	lib.effective(container, ["runAsUser"]).value in {null, 0}
	setting := lib.effective(container, ["runAsNonRoot"])
	setting.value in {null, false}
}

# METADATA
# title: Runs as root
# description: runAsUser 0 is root, whatever user the image names.
# custom:
#   id: run-as-root-user
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.7
#     - "PSS Restricted: Running as Non-root user"
#     - 'NSA/CISA Kubernetes Hardening Guide: "Non-root" containers and "rootless" container engines'
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "runs as root (user 0)"
	some container in lib.containers
	setting := lib.effective(container, ["runAsUser"])
	setting.value == 0
}

# METADATA
# title: Runs with the root group
# description: Group 0 owns files that other groups may not read or write.
# custom:
#   id: run-as-root-group
#   severity: low
#   controls:
#     - 'NSA/CISA Kubernetes Hardening Guide: "Non-root" containers and "rootless" container engines'
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "runs with the root group (group 0)"
	some container in lib.containers
	setting := lib.effective(container, ["runAsGroup"])
	setting.value == 0
}
