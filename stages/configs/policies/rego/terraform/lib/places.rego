# Where settings stand. A place is a block of any depth:
# {"name": "aws_s3_bucket.logs", "type": the first label, "path": path of the block, "base": path
# below which its attributes stand, "body": {...}}.
package e2.terraform.lib

resources(types) := [place(i, block) |
	some i, block in input.blocks
	block.type == "resource"
	block.labels[0] in types
]

data_sources(type) := [place(i, block) |
	some i, block in input.blocks
	block.type == "data"
	block.labels[0] == type
]

blocks(types) := [place(i, block) |
	some i, block in input.blocks
	block.type in types
]

# Resources, and modules, whose arguments often bear the names of the attributes that they set.
arguments(types) := array.concat(resources(types), blocks({"module"}))

place(i, block) := {
	"name": concat(".", array.concat(prefix(block.type), block.labels)),
	"type": concat("", array.slice(block.labels, 0, 1)),
	"path": ["blocks", i],
	"base": ["blocks", i, "body"],
	"body": block.body,
}

prefix("resource") := []

prefix(type) := [type] if type != "resource"

# Nested blocks of one type, also those that `dynamic` makes and objects given as an attribute.
nested(places, type) := array.concat(written(places, type), generated(places, type))

written(places, type) := [inner |
	some outer in places
	some entry in entries(outer.body[type])
	inner := inside(outer, array.concat([type], entry.path), entry.body)
]

generated(places, type) := [inner |
	some outer in places
	some i, block in outer.body.dynamic
	block.__labels__ == [type]
	some j, body in block.content
	inner := inside(outer, ["dynamic", i, "content", j], body)
]

inside(outer, path, body) := {
	"name": outer.name,
	"type": outer.type,
	"path": array.concat(outer.base, path),
	"base": array.concat(outer.base, path),
	"body": body,
}

entries(value) := [{"path": [i], "body": body} |
	some i, body in value
	is_object(body)
	known(body)
] if {
	is_array(value)
}

entries(value) := [{"path": [], "body": value}] if {
	is_object(value)
	known(value)
}

# Places where no nested block of this type stands and none is generated.
without(places, type) := [outer |
	some outer in places
	not outer.body[type]
	not generates(outer, type)
]

generates(outer, type) if {
	some block in outer.body.dynamic
	block.__labels__ == [type]
}
