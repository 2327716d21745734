# Service accounts of pods.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Token of the service account
# description: |
#   A pod gets a token of the Kubernetes API unless it, or its account, says
#   automountServiceAccountToken false. An account of its own is a sign that a pod needs one: only
#   the default account is judged.
# custom:
#   id: automount-service-account-token
#   severity: medium
#   controls:
#     - CIS Kubernetes v1.10 5.1.6
#     - "NSA/CISA Kubernetes Hardening Guide: Protecting Pod service account tokens"
findings contains lib.finding(rego.metadata.rule(), path, place.label, text) if {
	text := "gives pods the API token of the default service account"
	some place in array.concat(default_pods, default_accounts)
	not default_gets_none
	lib.look(place.value, ["automountServiceAccountToken"]) in {null, true}
	path := lib.deepest(place, ["automountServiceAccountToken"])
}

# METADATA
# title: Default service account
# description: All pods of a namespace that name no account share the rights of this one.
# custom:
#   id: default-service-account
#   severity: low
#   controls:
#     - CIS Kubernetes v1.10 5.1.5
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "uses the default service account"
	some pod in default_pods
	path := lib.deepest(pod, ["serviceAccountName"])
}

default_pods := [pod |
	some pod in lib.pods
	pod.whole
	account(pod.value) in {null, "", "default"}
]

# The old name of the field still works.
account(spec) := spec.serviceAccountName if lib.look(spec, ["serviceAccountName"]) != null

account(spec) := lib.look(spec, ["serviceAccount"]) if {
	lib.look(spec, ["serviceAccountName"]) == null
}

default_accounts := [entry |
	some entry in lib.objects_of({""}, {"ServiceAccount"})
	entry.value.metadata.name == "default"
]

default_gets_none if {
	some account in default_accounts
	account.value.automountServiceAccountToken == false
}
