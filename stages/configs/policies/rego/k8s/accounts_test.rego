package e2.k8s_test

import data.e2.k8s

automount(value) := alone("automountServiceAccountToken", value)

default_account(parts) := object.union(
	object_of("v1", "ServiceAccount", parts),
	{"metadata": {"name": "default"}},
)

test_automount_service_account_token_found if {
	id := "automount-service-account-token"
	found(id, container({})) == {
		["spec"]: "Pod web: gives pods the API token of the default service account",
	}
	paths(id, automount(true)) == {["spec", "automountServiceAccountToken"]}
	paths(id, default_account({})) == {[]}
}

test_automount_service_account_token_clean if {
	id := "automount-service-account-token"
	clean(id, automount(false))
	clean(id, alone("serviceAccountName", "web"))
	clean(id, alone("serviceAccount", "web"))
	clean(id, default_account({"automountServiceAccountToken": false}))
	clean(id, object_of("v1", "ServiceAccount", {}))
}

test_automount_off_for_the_account if {
	account := default_account({"automountServiceAccountToken": false})
	findings := k8s.findings with input as {"documents": [account, container({})]}
	not "automount-service-account-token" in {finding.rule | some finding in findings}
}

test_default_service_account_found if {
	id := "default-service-account"
	found(id, container({})) == {["spec"]: "Pod web: uses the default service account"}
	paths(id, alone("serviceAccountName", "default")) == {["spec", "serviceAccountName"]}
	paths(id, alone("serviceAccountName", "")) == {["spec", "serviceAccountName"]}
}

test_default_service_account_clean if {
	clean("default-service-account", alone("serviceAccountName", "web"))
	clean("default-service-account", alone("serviceAccount", "web"))
}
