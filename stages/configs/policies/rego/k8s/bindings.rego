# Who gets roles.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Binding of cluster-admin
# description: cluster-admin may do everything, so that it is for emergencies only.
# custom:
#   id: cluster-admin-binding
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.1
#     - "Kubernetes RBAC Good Practices: Least privilege"
findings contains lib.finding(rego.metadata.rule(), path, binding.label, text) if {
	text := "gives the rights of cluster-admin"
	some binding in bindings
	binding.value.roleRef.kind == "ClusterRole"
	binding.value.roleRef.name == "cluster-admin"
	path := lib.below(binding, ["roleRef", "name"])
}

# METADATA
# title: Binding of system:masters
# description: What this group may do can't be limited or taken back.
# custom:
#   id: system-masters-binding
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.7
#     - "Kubernetes RBAC Good Practices: Least privilege"
findings contains lib.finding(rego.metadata.rule(), path, binding.label, text) if {
	text := "names the group system:masters"
	some binding in bindings
	some subject in lib.entries(binding, "subjects")
	subject.value.kind == "Group"
	subject.value.name == "system:masters"
	path := lib.below(subject, ["name"])
}

# METADATA
# title: Rights for everyone
# description: Who reaches the API server has these rights without any credentials.
# custom:
#   id: anonymous-binding
#   severity: critical
#   controls:
#     - "Kubernetes RBAC Good Practices: Hardening"
findings contains lib.finding(rego.metadata.rule(), path, binding.label, text) if {
	some binding in bindings
	binding.value.roleRef.name != "system:public-info-viewer"
	some subject in lib.entries(binding, "subjects")
	subject.value.name in {"system:anonymous", "system:unauthenticated"}
	path := lib.below(subject, ["name"])
	text := sprintf("gives rights to %s", [subject.value.name])
}

bindings := lib.objects_of({"rbac.authorization.k8s.io"}, {"ClusterRoleBinding", "RoleBinding"})
