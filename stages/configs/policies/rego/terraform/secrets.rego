package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: a secret stands in the file
# description: Everyone who reads the repository, or ever will, has it.
# custom:
#   id: hardcoded-secret
#   severity: critical
#   controls:
#   - CWE-798
#   - HashiCorp Terraform style guide, Secrets management
findings contains lib.report(rego.metadata.rule(), hit) if {
	some place in lib.blocks({"resource", "module", "provider", "locals"})
	walk(place.body, [path, value])
	is_string(value)
	name := path[count(path) - 1]
	secret_literal(place.type, name, value)
	hit := lib.hit(place, path, name)
}

secret_literal(_, name, value) if {
	lib.secret_attribute(name)
	not harmless(value)
}

secret_literal(type, name, value) if {
	lib.secret_store[type] == name
	not harmless(value)
}

secret_literal(_, name, value) if {
	is_string(name)
	name != "__expr__"
	regex.match(lib.secret_value, value)
}

# Empty, what only says where the secret is, and stand-ins.
harmless(value) if {
	regex.match(`^$|^(arn:|projects/|vault:|ssm:|https?://|/|~|file:)|^<.*>$`, value)
}

harmless(value) if regex.match(`^(test|mock|fake|dummy|localstack)([-_].*)?$`, value)

# METADATA
# title: a secret is shown in plans and logs
# description: Terraform hides the value of a variable only if the variable is marked.
# custom:
#   id: secret-variable-not-sensitive
#   severity: medium
#   controls:
#   - HashiCorp Terraform style guide, Variables
#   - Azure Verified Modules TFNFR19
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(secret_variables, "sensitive")
}

# METADATA
# title: the secret has a default
# description: It stands in the file, and works wherever nobody chose another.
# custom:
#   id: secret-variable-default
#   severity: high
#   controls:
#   - CWE-1392
#   - Azure Verified Modules TFNFR23
findings contains lib.report(rego.metadata.rule(), hit) if {
	some variable in secret_variables
	is_string(variable.body.default)
	not harmless(variable.body.default)
	hit := lib.hit(variable, ["default"], "default")
}

secret_variables := [variable |
	some variable in lib.blocks({"variable"})
	lib.secret_name(variable.type)
	type := lib.source(object.get(variable.body, "type", "string"))
	type in {"string", "any", "list(string)", "set(string)", "map(string)"}
]

# METADATA
# title: a secret is shown in outputs
# description: Terraform prints outputs, unless they are marked.
# custom:
#   id: secret-output-not-sensitive
#   severity: medium
#   controls:
#   - HashiCorp Terraform style guide, Outputs
#   - Azure Verified Modules TFNFR29
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(secret_outputs, "sensitive")
}

secret_outputs := [output |
	some output in lib.blocks({"output"})
	reveals(output)
	not regex.match(`\.(arn|id|name|version|.*_arn|.*_id|.*_name)\W*$`, lib.source(output.body.value))
]

reveals(output) if lib.secret_name(output.type)

reveals(output) if regex.match(lib.secret_reference, lib.source(output.body.value))
