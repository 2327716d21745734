# Roles that give much.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Wildcard in a role
# description: A wildcard also gives what a later version or a new resource brings.
# custom:
#   id: wildcard-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.3
#     - "Kubernetes RBAC Good Practices: Least privilege"
findings contains lib.finding(rego.metadata.rule(), path, rule.label, text) if {
	some rule in lib.role_rules
	some key in {"verbs", "resources"}
	some i, "*" in lib.array_of(rule.value, key)
	path := lib.below(rule, [key, i])
	text := sprintf("gives all %s", [key])
}

# METADATA
# title: Access to all Secrets
# description: To list or watch Secrets is to read them.
# custom:
#   id: secrets-access-rbac
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.1.2
#     - "Kubernetes RBAC Good Practices: Listing secrets"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some grant in lib.grants({""}, {"secrets"}, {"get", "list", "watch"})
	not lib.named(grant.rule)
	text := "gives access to all Secrets"
}

# METADATA
# title: Access to create pods
# description: Who creates a pod gets what its account, its Secrets and its node give.
# custom:
#   id: create-pods-rbac
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.1.4
#     - "Kubernetes RBAC Good Practices: Workload creation"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some grant in lib.grants({"", "apps", "batch", "extensions"}, workloads, {"create"})
	text := sprintf("lets its subjects create %s", [grant.resource])
}

# METADATA
# title: Access to create persistent volumes
# description: A persistent volume can be any folder of a node.
# custom:
#   id: persistent-volume-rbac
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.1.9
#     - "Kubernetes RBAC Good Practices: Persistent volume creation"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some grant in lib.grants({""}, {"persistentvolumes"}, {"create"})
	text := "lets its subjects create persistent volumes"
}

workloads := {
	"cronjobs",
	"daemonsets",
	"deployments",
	"jobs",
	"pods",
	"replicasets",
	"replicationcontrollers",
	"statefulsets",
}
