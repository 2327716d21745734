# Reading values of unknown shape. A place is {"path": [...], "value": ...}. What has the wrong
# type (a string where an object should be) can't be judged, so that these are undefined for it.
package e2.k8s.lib

# The value below these keys, null if it is not there: null means the same as no key.
look(value, keys) := object.get(value, keys, null) if not malformed(value, keys)

malformed(value, keys) if {
	some n in numbers.range(0, count(keys) - 1)
	part := object.get(value, array.slice(keys, 0, n), null)
	part != null
	not is_object(part)
}

# The path of the deepest part that is there: it lacks the next key, or is the value itself.
deepest(place, keys) := below(place, array.slice(keys, 0, max(depths))) if {
	depths := {n |
		some n in numbers.range(0, count(keys))
		object.get(place.value, array.slice(keys, 0, n), null) != null
	}
}

below(place, keys) := array.concat(place.path, keys)

# The entries of an object below these keys.
members(value, keys) := part if {
	part := look(value, keys)
	is_object(part)
}

array_of(value, key) := value[key] if is_array(value[key])

# The places of the objects in a list.
entries(place, key) := [{"path": below(place, [key, i]), "value": item} |
	some i, item in array_of(place.value, key)
	is_object(item)
]

empty(value) if value == null

empty(value) if count(value) == 0
