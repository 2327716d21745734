"""Whether a value fits a schema, and a value that does."""

from typing import Any

Schema = dict[str, Any]

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
PLAIN = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def fits(root: Schema, value: Any) -> bool:
    """Whether the value is one that the schema describes."""
    return _fits(root, value, root.get("$defs", {}))


def _fits(schema: Schema, value: Any, defs: Schema) -> bool:
    if "$ref" in schema:
        return _fits(_named(schema, defs), value, defs)
    if "anyOf" in schema and not any(_fits(one, value, defs) for one in schema["anyOf"]):
        return False
    if not all(_fits(one, value, defs) for one in schema.get("allOf", ())):
        return False
    return _is(schema, value) and _holds(schema, value, defs)


def _is(schema: Schema, value: Any) -> bool:
    """Whether the value itself is right, whatever it holds."""
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return not kinds or any(_typed(kind, value) for kind in kinds)


def _typed(kind: str, value: Any) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _holds(schema: Schema, value: Any, defs: Schema) -> bool:
    """Whether what the value holds is right."""
    if isinstance(value, list):
        item = schema.get("items", {})
        return len(value) >= schema.get("minItems", 0) and all(
            _fits(item, one, defs) for one in value
        )
    if not isinstance(value, dict) or "properties" not in schema:
        return True
    known = schema["properties"]
    return (
        value.keys() <= known.keys()
        and value.keys() >= set(schema.get("required", ()))
        and all(_fits(known[name], one, defs) for name, one in value.items())
    )


def example(root: Schema) -> Any:
    """The plainest value that fits."""
    return _example(root, root.get("$defs", {}))


def _example(schema: Schema, defs: Schema) -> Any:
    if "$ref" in schema:
        return _example(_named(schema, defs), defs)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], defs)
    kind = schema.get("type", "string")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "array":
        return [_example(schema["items"], defs)] * schema.get("minItems", 0)
    if kind == "object":
        known = schema.get("properties", {})
        return {name: _example(known[name], defs) for name in schema.get("required", ())}
    return PLAIN[kind]


def _named(schema: Schema, defs: Schema) -> Schema:
    return defs[schema["$ref"].removeprefix("#/$defs/")]
