package e2.terraform_test

import data.e2.terraform

# Paths of what one rule finds in a file of these blocks.
found(id, blocks) := {finding.path |
	findings := terraform.findings with input as {"blocks": blocks}
	some finding in findings
	finding.rule == id
}

block(type, labels, body) := {"type": type, "labels": labels, "body": body}

resource(type, body) := block("resource", [type, "x"], body)

module(body) := block("module", ["x"], body)

variable(name, body) := block("variable", [name], body)

unknown := {"__expr__": "var.x"}

# The path of an attribute of the first block.
first(path) := array.concat(["blocks", 0, "body"], path)

whole := ["blocks", 0]

test_message_names_the_block_and_the_setting if {
	findings := terraform.findings with input as {"blocks": [resource(
		"aws_s3_bucket",
		{"acl": "public-read"},
	)]}
	findings == {{
		"rule": "s3-public-acl",
		"severity": "critical",
		"msg": "aws_s3_bucket.x: the bucket has a public ACL (acl = \"public-read\")",
		"path": ["blocks", 0, "body", "acl"],
	}}
}

test_dynamic_blocks_are_read_and_not_missed if {
	generated := {"dynamic": [{
		"__labels__": ["metadata_options"],
		"for_each": unknown,
		"content": [{"http_tokens": "optional"}],
	}]}
	path := ["dynamic", 0, "content", 0, "http_tokens"]
	found("instance-imdsv1", [resource("aws_instance", generated)]) == {first(path)}
}

test_null_is_the_default if {
	found("kms-key-rotation", [resource("aws_kms_key", {"enable_key_rotation": null})]) == {first(["enable_key_rotation"])}
}
