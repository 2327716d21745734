# The Kubernetes objects of a file, those inside a `kind: List` too. An object is
# {"path": [...], "value": {...}, "kind": "Service", "group": "", "label": "Service web:"}.
package e2.k8s.lib

objects := [object_at(place) |
	some place in array.concat(documents, items)
	is_string(place.value.kind)
	is_string(place.value.apiVersion)
]

# A kind belongs to an API group: a Service of Knative is no Service of the core group ("").
objects_of(groups, kinds) := [entry |
	some entry in objects
	entry.kind in kinds
	entry.group in groups
]

documents := [{"path": ["documents", i], "value": document} |
	some i, document in input.documents
	is_object(document)
]

items := [{"path": array.concat(list.path, ["items", i]), "value": item} |
	some list in documents
	list.value.kind == "List"
	some i, item in array_of(list.value, "items")
	is_object(item)
]

object_at(place) := {
	"path": place.path,
	"value": place.value,
	"kind": place.value.kind,
	"group": group(place.value.apiVersion),
	"label": sprintf("%s %s:", [place.value.kind, name(place.value)]),
}

group(version) := split(version, "/")[0] if contains(version, "/")

group(version) := "" if not contains(version, "/")

default name(_) := "(unnamed)"

name(value) := value.metadata.name if is_string(value.metadata.name)

name(value) := value.metadata.generateName if {
	not value.metadata.name
	is_string(value.metadata.generateName)
}
