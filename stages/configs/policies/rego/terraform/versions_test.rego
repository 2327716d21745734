package e2.terraform_test

terraform_block(providers, extra) := block("terraform", [], object.union(
	{"required_version": ">= 1.5", "required_providers": [providers]},
	extra,
))

test_provider_version_unbounded_found if {
	aws := {"aws": {"source": "hashicorp/aws", "version": ">= 5.0, != 5.3"}}
	path := first(["required_providers", 0, "aws", "version"])
	found("provider-version-unbounded", [terraform_block(aws, {})]) == {path}
	old := terraform_block({"aws": ">= 2.0"}, {})
	found("provider-version-unbounded", [old]) == {first(["required_providers", 0, "aws"])}
}

test_provider_version_unbounded_clean if {
	lower := {"aws": {"version": ">= 5.0"}}
	found("provider-version-unbounded", [
		terraform_block({"aws": {"version": "~> 5.0"}}, {}),
		terraform_block({"aws": {"version": ">= 5.0, < 6.0"}}, {}),
		terraform_block({"aws": {"version": "5.0.0"}}, {}),
		terraform_block({"aws": {"version": "= 5.0.0"}}, {}),
	]) == set()

	# Blocks of reusable modules, which should leave the upper bound to their callers.
	aliased := {"aws": object.union(lower.aws, {"configuration_aliases": [unknown]})}
	found("provider-version-unbounded", [
		terraform_block(lower, {"provider_meta": [{"__labels__": ["aws"]}]}),
		terraform_block(aliased, {}),
	]) == set()
}

test_provider_version_missing_found if {
	path := first(["required_providers", 0, "aws"])
	found("provider-version-missing", [terraform_block({"aws": {"source": "hashicorp/aws"}}, {})]) == {path}
}

test_provider_version_missing_clean if {
	found("provider-version-missing", [
		terraform_block({"aws": {"version": ">= 5.0"}}, {}),
		terraform_block({"aws": "5.0"}, {}),
	]) == set()
}

test_required_version_missing_found if {
	silent := block("terraform", [], {"required_providers": [{"aws": {"version": "5.0"}}]})
	found("required-version-missing", [silent]) == {whole}
}

test_required_version_missing_clean if {
	found("required-version-missing", [terraform_block({}, {})]) == set()
	found("required-version-missing", [block("terraform", [], {"backend": [{"__labels__": ["s3"]}]})]) == set()
}
