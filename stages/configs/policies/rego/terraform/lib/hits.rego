# What is wrong where. A hit is {"name": of the block, "path": [...], "detail": text}; rules turn
# hits into findings with `report`.
package e2.terraform.lib

report(annotations, hit) := {
	"rule": annotations.custom.id,
	"severity": annotations.custom.severity,
	"msg": sprintf("%s: %s (%s)", [hit.name, annotations.title, hit.detail]),
	"path": hit.path,
}

hit(place, path, detail) := {
	"name": place.name,
	"path": array.concat(place.base, path),
	"detail": detail,
}

hit_place(place, detail) := {"name": place.name, "path": place.path, "detail": detail}

# Attributes that have one of these literal values.
wrong(places, names, values) := [hit(place, [name], setting(name, value)) |
	some place in places
	some name in names
	value := place.body[name]
	value in values
]

# Places without the attribute; null means the same as no attribute.
lacking(places, name) := array.concat(
	[hit_place(place, sprintf("no %s", [name])) |
		some place in places
		not name in object.keys(place.body)
	],
	wrong(places, {name}, {null}),
)

not_true(places, name) := array.concat(wrong(places, {name}, no), lacking(places, name))

setting(name, value) := sprintf("%s = %s", [name, json.marshal(value)])
