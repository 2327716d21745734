# Profiles of the kernel's security modules.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: No seccomp profile
# description: |
#   Without a profile a container may make every system call. The annotations that named one before
#   Kubernetes 1.19 have had no effect since 1.27.
# custom:
#   id: seccomp-profile
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.7.2
#     - "PSS Restricted: Seccomp"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	some container in lib.linux_containers
	setting := lib.effective(container, ["seccompProfile", "type"])
	text := seccomp_texts[setting.value]
}

# METADATA
# title: AppArmor off
# description: The container runs without the AppArmor profile that the runtime gives by default.
# custom:
#   id: apparmor-unconfined
#   severity: medium
#   controls:
#     - "PSS Baseline: AppArmor"
#     - "NSA/CISA Kubernetes Hardening Guide: Hardening container environments"
findings contains lib.finding(rego.metadata.rule(), hit.path, hit.label, text) if {
	text := "runs without AppArmor"
	some hit in array.concat(unconfined_fields, unconfined_annotations)
}

# METADATA
# title: SELinux options
# description: Own SELinux users, roles and most types take a container out of its confinement.
# custom:
#   id: selinux-options
#   severity: medium
#   controls:
#     - "PSS Baseline: SELinux"
findings contains lib.finding(rego.metadata.rule(), setting.path, setting.label, text) if {
	some key, allowed in selinux_values
	some setting in lib.settings(["seLinuxOptions", key])
	is_string(setting.value)
	not setting.value in allowed
	text := sprintf("sets the SELinux %s %s", [key, setting.value])
}

seccomp_texts := {
	null: "has no seccomp profile",
	"Unconfined": "runs without seccomp",
}

unconfined_fields := [setting |
	some setting in lib.settings(["appArmorProfile", "type"])
	setting.value == "Unconfined"
]

# The form before the field of Kubernetes 1.30; the name of the container ends the key.
unconfined_annotations := [hit |
	some pod in lib.pods
	some key, "unconfined" in lib.members(pod.template.value, ["metadata", "annotations"])
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	path := lib.below(pod.template, ["metadata", "annotations", key])
	name := split(key, "/")[1]
	hit := {"path": path, "label": sprintf("%s container %q", [pod.label, name])}
]

# Pod Security Standards, Baseline, SELinux: allowed values.
selinux_values := {
	"role": {""},
	"type": {"", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"},
	"user": {""},
}
