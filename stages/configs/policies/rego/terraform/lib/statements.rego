# Statements of IAM policies in one shape, whatever they are written in:
# {"name": of the block, "path": [...], "allows": bool, "conditional": bool, "addressed": whether it
# has principals at all, "actions": [part], "resources": [part], "principals": [part]};
# a part is {"value": "s3:*", "path": [...]}.
package e2.terraform.lib

statements := array.concat(document_statements, array.concat(json_statements, text_statements))

document_statements := [statement(place, hcl_keys, named_principals(place)) |
	documents := data_sources("aws_iam_policy_document")
	some place in array.concat(nested(documents, "statement"), argument_statements)
]

# Modules take statements as objects with the same keys as the data source.
argument_statements := [inside(place, path, value) |
	some place in blocks({"module", "locals"})
	walk(place.body, [path, value])
	is_object(value)
	is_array(value.actions)
	is_array(value.resources)
]

json_statements := [statement(place, json_keys, json_principals(place)) |
	some outer in blocks({"resource", "module", "locals"})
	walk(outer.body, [path, call])
	call.__call__ == "jsonencode"
	some entry in entries(call.__args__[0].Statement)
	place := inside(
		outer,
		array.concat(path, array.concat(["__args__", 0, "Statement"], entry.path)),
		entry.body,
	)
]

# A JSON text is one value of the file, so its parts have no paths of their own.
text_statements := [flat |
	some outer in blocks({"resource", "module", "locals"})
	walk(outer.body, [path, text])
	is_string(text)
	contains(text, "\"Statement\"")
	json.is_valid(text)
	some entry in entries(json.unmarshal(text).Statement)
	place := inside(outer, path, entry.body)
	whole := statement(place, json_keys, json_principals(place))
	flat := object.union(whole, {kind: [
	{"value": part.value, "path": place.path} | some part in whole[kind]] |
		some kind in {"actions", "resources", "principals"}
	})
]

hcl_keys := {
	"effect": "effect",
	"action": "actions",
	"resource": "resources",
	"condition": {"condition", "conditions"},
	"principal": {"principals", "not_principals"},
}

json_keys := {
	"effect": "Effect",
	"action": "Action",
	"resource": "Resource",
	"condition": {"Condition"},
	"principal": {"Principal", "NotPrincipal"},
}

statement(place, keys, principals) := {
	"name": place.name,
	"path": place.path,
	"allows": object.get(place.body, keys.effect, "Allow") == "Allow",
	"conditional": has(place, keys.condition),
	"addressed": has(place, keys.principal),
	"actions": parts(place, [keys.action]),
	"resources": parts(place, [keys.resource]),
	"principals": principals,
}

has(place, keys) := count([key |
	some key in keys
	written_or_generated(place, key)
]) > 0

written_or_generated(place, key) if key in object.keys(place.body)

written_or_generated(place, key) if generates(place, key)

parts(place, path) := [{"value": text, "path": array.concat(place.base, found.path)} |
	some found in texts(path, object.get(place.body, path, null))
	text := found.value
]

texts(path, value) := [{"value": value, "path": path}] if is_string(value)

texts(path, value) := [{"value": text, "path": array.concat(path, [i])} |
	some i, text in value
	is_string(text)
] if {
	is_array(value)
}

texts(_, value) := [] if {
	not is_string(value)
	not is_array(value)
}

named_principals(place) := [part |
	some principals in nested([place], "principals")
	principals.body.type in {"*", "AWS"}
	some part in parts(principals, ["identifiers"])
]

json_principals(place) := array.concat(
	parts(place, ["Principal"]),
	parts(place, ["Principal", "AWS"]),
)

hit_part(statement, part) := {
	"name": statement.name,
	"path": part.path,
	"detail": part.value,
}
