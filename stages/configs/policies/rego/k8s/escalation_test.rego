package e2.k8s_test

rbac := "rbac.authorization.k8s.io"

test_escalating_rbac_found if {
	id := "escalating-rbac"
	found(id, may(rbac, ["clusterroles"], ["bind"])) == {
		first_rule(["resources", 0]): "ClusterRole web: lets its subjects bind clusterroles",
	}
	paths(id, may(rbac, ["roles"], ["escalate"])) == {first_rule(["resources", 0])}
	paths(id, may("", ["users"], ["impersonate"])) == {first_rule(["resources", 0])}
	paths(id, may("", ["pods", "pods/exec"], ["create"])) == {first_rule(["resources", 1])}
}

test_escalating_rbac_clean if {
	id := "escalating-rbac"
	clean(id, may(rbac, ["clusterroles"], ["get", "create"]))
	clean(id, may("", ["pods/log"], ["get"]))
	clean(id, role({"apiGroups": [rbac], "resources": ["roles"], "resourceNames": ["view"], "verbs": ["bind"]}))
}

test_node_proxy_rbac_found if {
	paths("node-proxy-rbac", may("", ["nodes/proxy"], ["get"])) == {first_rule(["resources", 0])}
}

test_node_proxy_rbac_clean if clean("node-proxy-rbac", may("", ["nodes"], ["get"]))

test_certificate_approval_rbac_found if {
	value := may("certificates.k8s.io", ["certificatesigningrequests/approval"], ["update"])
	paths("certificate-approval-rbac", value) == {first_rule(["resources", 0])}
}

test_certificate_approval_rbac_clean if {
	value := may("certificates.k8s.io", ["certificatesigningrequests"], ["create"])
	clean("certificate-approval-rbac", value)
}

test_webhook_configuration_rbac_found if {
	value := may("admissionregistration.k8s.io", ["mutatingwebhookconfigurations"], ["patch"])
	paths("webhook-configuration-rbac", value) == {first_rule(["resources", 0])}
}

test_webhook_configuration_rbac_clean if {
	value := may("admissionregistration.k8s.io", ["mutatingwebhookconfigurations"], ["get", "list"])
	clean("webhook-configuration-rbac", value)
}

test_token_creation_rbac_found if {
	value := may("", ["serviceaccounts/token"], ["create"])
	paths("token-creation-rbac", value) == {first_rule(["resources", 0])}
}

test_token_creation_rbac_clean if {
	clean("token-creation-rbac", may("", ["serviceaccounts"], ["create"]))
}
