package e2.terraform_test

cluster(body) := resource("aws_eks_cluster", body)

test_eks_public_endpoint_found if {
	silent := cluster({"vpc_config": [{"subnet_ids": unknown}]})
	found("eks-public-endpoint", [silent]) == {first(["vpc_config", 0])}
	world := {"endpoint_public_access": true, "public_access_cidrs": ["0.0.0.0/0"]}
	found("eks-public-endpoint", [cluster({"vpc_config": [world]})]) == {first([
		"vpc_config",
		0,
		"endpoint_public_access",
	])}
	found("eks-public-endpoint", [module({"endpoint_public_access": true})]) == {first(["endpoint_public_access"])}
}

test_eks_public_endpoint_clean if {
	found("eks-public-endpoint", [
		cluster({"vpc_config": [{"endpoint_public_access": false}]}),
		cluster({"vpc_config": [{"endpoint_public_access": unknown}]}),
		cluster({"vpc_config": [{"public_access_cidrs": ["198.51.100.0/24"]}]}),
		module({"endpoint_public_access": true, "endpoint_public_access_cidrs": unknown}),
		module({}),
	]) == set()
}

test_eks_audit_logs_found if {
	found("eks-audit-logs", [cluster({})]) == {whole}
	some_logs := {"enabled_log_types": ["api"]}
	found("eks-audit-logs", [module(some_logs)]) == {first(["enabled_log_types"])}
}

test_eks_audit_logs_clean if {
	found("eks-audit-logs", [
		cluster({"enabled_cluster_log_types": ["api", "audit"]}),
		cluster({"enabled_cluster_log_types": unknown}),
		module({"enabled_log_types": [unknown]}),
		module({}),
	]) == set()
}

test_eks_secrets_encryption_found if {
	found("eks-secrets-encryption", [cluster({})]) == {whole}
}

test_eks_secrets_encryption_clean if {
	found("eks-secrets-encryption", [
		cluster({"encryption_config": [{"resources": ["secrets"]}]}),
		cluster({"dynamic": [{"__labels__": ["encryption_config"], "content": [{}]}]}),
	]) == set()
}

repository(body) := resource("aws_ecr_repository", body)

test_ecr_scan_on_push_found if {
	found("ecr-scan-on-push", [repository({})]) == {whole}
	off := repository({"image_scanning_configuration": [{"scan_on_push": false}]})
	found("ecr-scan-on-push", [off]) == {first(["image_scanning_configuration", 0, "scan_on_push"])}
}

test_ecr_scan_on_push_clean if {
	found("ecr-scan-on-push", [
		repository({"image_scanning_configuration": [{"scan_on_push": true}]}),
		repository({"image_scanning_configuration": [{"scan_on_push": unknown}]}),
	]) == set()
}

test_ecr_mutable_tags_found if {
	found("ecr-mutable-tags", [repository({})]) == {whole}
	mutable := repository({"image_tag_mutability": "MUTABLE"})
	found("ecr-mutable-tags", [mutable]) == {first(["image_tag_mutability"])}
}

test_ecr_mutable_tags_clean if {
	found("ecr-mutable-tags", [
		repository({"image_tag_mutability": "IMMUTABLE"}),
		repository({"image_tag_mutability": unknown}),
	]) == set()
}
