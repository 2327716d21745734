# Roles with which their subjects can get more than the roles say.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Role that can be escalated
# description: |
#   To escalate or bind roles, impersonate users or run commands in pods is to have the rights of
#   others.
# custom:
#   id: escalating-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.8
#     - "Kubernetes RBAC Good Practices: Privilege escalation risks"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some right in escalating
	some grant in lib.grants(right.groups, right.resources, right.verbs)
	not lib.named(grant.rule)
	text := sprintf("lets its subjects %s %s", [right.text, grant.resource])
}

# METADATA
# title: Access to the proxy of nodes
# description: The proxy leads to the kubelet, past audit and admission.
# custom:
#   id: node-proxy-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.10
#     - "Kubernetes RBAC Good Practices: Access to proxy subresource of Nodes"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some grant in lib.grants({""}, {"nodes/proxy"}, {"get", "create"})
	text := "gives access to the kubelet (nodes/proxy)"
}

# METADATA
# title: Access to approve certificates
# description: Who approves a certificate request can become any user.
# custom:
#   id: certificate-approval-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.11
#     - "Kubernetes RBAC Good Practices: CSRs and certificate issuing"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	text := "lets its subjects approve certificates"
	some grant in lib.grants(
		{"certificates.k8s.io"},
		{"certificatesigningrequests/approval"},
		{"update", "patch"},
	)
}

# METADATA
# title: Access to admission webhooks
# description: A webhook reads, and can change, every object that comes in.
# custom:
#   id: webhook-configuration-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.12
#     - "Kubernetes RBAC Good Practices: Control admission webhooks"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	some grant in lib.grants(
		{"admissionregistration.k8s.io"},
		{"mutatingwebhookconfigurations", "validatingwebhookconfigurations"},
		{"create", "update", "patch"},
	)
	not lib.named(grant.rule)
	text := sprintf("lets its subjects change %s", [grant.resource])
}

# METADATA
# title: Access to create tokens
# description: Who makes tokens of service accounts has the rights of those accounts.
# custom:
#   id: token-creation-rbac
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.1.13
#     - "Kubernetes RBAC Good Practices: Token request"
findings contains lib.finding(rego.metadata.rule(), grant.path, grant.label, text) if {
	text := "lets its subjects make tokens of service accounts"
	some grant in lib.grants({""}, {"serviceaccounts/token"}, {"create"})
	not lib.named(grant.rule)
}

escalating := [
	{
		"groups": {"rbac.authorization.k8s.io"},
		"resources": {"clusterroles", "roles"},
		"verbs": {"escalate"},
		"text": "escalate",
	},
	{
		"groups": {"rbac.authorization.k8s.io"},
		"resources": {"clusterroles", "roles"},
		"verbs": {"bind"},
		"text": "bind",
	},
	{
		"groups": {"", "authentication.k8s.io"},
		"resources": {"groups", "serviceaccounts", "uids", "users"},
		"verbs": {"impersonate"},
		"text": "impersonate",
	},
	{
		"groups": {""},
		"resources": {"pods/attach", "pods/exec"},
		"verbs": {"create"},
		"text": "run commands through",
	},
]
