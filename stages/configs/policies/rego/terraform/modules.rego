package e2.terraform

import data.e2.terraform.lib

modules := lib.blocks({"module"})

# METADATA
# title: the module may be of any version
# description: Init takes the newest one, whatever it changes.
# custom:
#   id: module-version-missing
#   severity: medium
#   controls:
#   - Terraform documentation, Module Blocks, Version
#   - Azure Verified Modules TFFR1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some module in modules
	from_registry(module.body.source)
	not module.body.version
	hit := lib.hit(module, ["source"], module.body.source)
}

# METADATA
# title: the module may be of any later version
# description: The next major version, which breaks things, is taken as soon as it is out.
# custom:
#   id: module-version-unbounded
#   severity: low
#   controls:
#   - Terraform documentation, Module Blocks, Version
#   - HashiCorp Terraform style guide, Version pinning
findings contains lib.report(rego.metadata.rule(), hit) if {
	some module in modules
	lib.unbounded(module.body.version)
	hit := lib.hit(module, ["version"], lib.setting("version", module.body.version))
}

# METADATA
# title: the module is whatever a branch of the repository holds
# description: Without a tag or commit in `ref` its code changes under the configuration.
# custom:
#   id: module-git-ref
#   severity: medium
#   controls:
#   - Terraform documentation, Module Sources, Selecting a Revision
findings contains lib.report(rego.metadata.rule(), hit) if {
	some module in modules
	from_git(module.body.source)
	on_a_branch(module.body.source)
	hit := lib.hit(module, ["source"], module.body.source)
}

# METADATA
# title: the module is fetched over plain HTTP
# description: Whoever sits on the way can put in code of his own.
# custom:
#   id: module-http-source
#   severity: high
#   controls:
#   - Terraform documentation, Module Sources, HTTP URLs
findings contains lib.report(rego.metadata.rule(), hit) if {
	some module in modules
	regex.match(`^(git::|hg::)?http://`, module.body.source)
	hit := lib.hit(module, ["source"], module.body.source)
}

# "namespace/name/provider", with a host before it in a private registry.
from_registry(source) if {
	regex.match(`^([a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?/)?[\w-]+/[\w-]+/[a-z0-9-]+(//.*)?$`, source)
	not from_git(source)
}

from_git(source) if regex.match(`^(git::|git@|github\.com/|bitbucket\.org/)`, source)

on_a_branch(source) if not regex.match(`[?&]ref=`, source)

on_a_branch(source) if regex.match(`[?&]ref=(main|master|develop|HEAD)$`, source)
