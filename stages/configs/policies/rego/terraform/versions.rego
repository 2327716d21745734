package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the provider may be of any later version
# description: |
#   The next major version, which breaks things, is taken as soon as it is out. The block does not
#   say that it belongs to a reusable module, for which HashiCorp asks for lower bounds alone.
# custom:
#   id: provider-version-unbounded
#   severity: low
#   controls:
#   - Terraform documentation, Provider Requirements, Best Practices for Provider Versions
#   - Azure Verified Modules TFNFR26
findings contains lib.report(rego.metadata.rule(), hit) if {
	some provider in required_providers
	not reusable(provider.terraform)
	some path, constraint in constraints(provider)
	lib.unbounded(constraint)
	hit := lib.hit(provider, path, sprintf("%s %s", [provider.label, constraint]))
}

# METADATA
# title: the provider may be of any version
# description: Init takes the newest one, which may not fit.
# custom:
#   id: provider-version-missing
#   severity: medium
#   controls:
#   - Terraform documentation, Provider Requirements, Version Constraints
#   - Azure Verified Modules TFNFR26
findings contains lib.report(rego.metadata.rule(), hit) if {
	some provider in required_providers
	is_object(provider.body)
	not provider.body.version
	hit := lib.hit(provider, [], provider.label)
}

# METADATA
# title: any version of Terraform may run this
# description: An old one fails in ways that don't tell the reason.
# custom:
#   id: required-version-missing
#   severity: low
#   controls:
#   - HashiCorp Terraform style guide, Version pinning
#   - Azure Verified Modules TFNFR25
findings contains lib.report(rego.metadata.rule(), hit) if {
	required := [place |
		some place in lib.blocks({"terraform"})
		place.body.required_version
	]
	count(required) == 0
	some place in lib.blocks({"terraform"})
	place.body.required_providers
	hit := lib.hit_place(place, "no required_version")
}

required_providers := [provider |
	some terraform in lib.blocks({"terraform"})
	some block in lib.written([terraform], "required_providers")
	some label, body in block.body
	provider := object.union(
		lib.inside(block, [label], body),
		{"label": label, "terraform": terraform},
	)
]

# `aws = ">= 2.0"` is the form of old.
constraints(provider) := {["version"]: provider.body.version} if is_object(provider.body)

constraints(provider) := {[]: provider.body} if is_string(provider.body)

# Metadata of modules is for publishers of modules, and aliases come from whoever calls the module.
reusable(terraform) if terraform.body.provider_meta

reusable(terraform) if {
	walk(terraform.body.required_providers, [path, _])
	"configuration_aliases" in path
}
