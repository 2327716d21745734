package e2.terraform_test

test_module_version_missing_found if {
	path := {first(["source"])}
	found("module-version-missing", [module({"source": "terraform-aws-modules/vpc/aws"})]) == path
	found("module-version-missing", [module({"source": "app.terraform.io/acme/vpc/aws//modules/x"})]) == path
}

test_module_version_missing_clean if {
	found("module-version-missing", [
		module({"source": "terraform-aws-modules/vpc/aws", "version": "~> 5.0"}),
		module({"source": "../../"}),
		module({"source": "./modules/vpc/aws"}),
		module({"source": "github.com/acme/vpc"}),
		module({"source": "git::https://example.org/vpc.git?ref=v1"}),
		module({"source": "s3::https://s3-eu-west-1.amazonaws.com/acme/vpc.zip"}),
	]) == set()
}

test_module_version_unbounded_found if {
	unbounded := module({"source": "terraform-aws-modules/vpc/aws", "version": ">= 5.0"})
	found("module-version-unbounded", [unbounded]) == {first(["version"])}
}

test_module_version_unbounded_clean if {
	found("module-version-unbounded", [
		module({"version": "5.1.2"}),
		module({"version": ">= 5.0, < 6.0"}),
		module({"version": "~> 5.0"}),
	]) == set()
}

test_module_git_ref_found if {
	path := {first(["source"])}
	found("module-git-ref", [module({"source": "github.com/acme/vpc"})]) == path
	found("module-git-ref", [module({"source": "git::https://example.org/vpc.git?ref=main"})]) == path
	found("module-git-ref", [module({"source": "git@github.com:acme/vpc.git?depth=1"})]) == path
}

test_module_git_ref_clean if {
	found("module-git-ref", [
		module({"source": "git::https://example.org/vpc.git?ref=v1.2.0"}),
		module({"source": "git::ssh://git@example.org/vpc.git?depth=1&ref=51d462976d84fdea54b47d80dcabbf680badcdb8"}),
		module({"source": "terraform-aws-modules/vpc/aws"}),
	]) == set()
}

test_module_http_source_found if {
	found("module-http-source", [module({"source": "http://example.org/vpc.zip"})]) == {first(["source"])}
}

test_module_http_source_clean if {
	found("module-http-source", [module({"source": "https://example.org/vpc.zip"})]) == set()
}
