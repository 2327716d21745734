"""What a schema of structured output may say; the API takes a subset of JSON Schema."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import orjson

STRUCTURE = {"$defs", "$ref", "additionalProperties", "allOf", "anyOf", "items", "minItems"}
VALUES = {"const", "default", "enum", "format", "pattern", "properties", "required", "type"}
WORDS = {"description", "title"}
TAKEN = STRUCTURE | VALUES | WORDS


@lru_cache(maxsize=256)
def format_problem(packed: bytes) -> str:
    """What is wrong with a schema, or nothing."""
    root = orjson.loads(packed)
    problems = (problem for one in _within(root) for problem in _problems(one))
    return next(problems, "") or _recursion(root)


def _problems(schema: dict[str, Any]) -> Iterator[str]:
    kind = schema.get("type", "object")
    for name in schema.keys() - TAKEN:
        yield f"For '{kind}' type, property '{name}' is not supported"
    if schema.get("minItems", 0) not in (0, 1):
        yield "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        yield "For 'object' type, 'additionalProperties' must be explicitly set to false"


def _within(schema: Any) -> Iterator[dict[str, Any]]:
    """The schema and all below it, but for those that are only referred to."""
    if not isinstance(schema, dict):
        return
    yield schema
    for name in ("properties", "$defs"):
        for one in schema.get(name, {}).values():
            yield from _within(one)
    for one in (schema.get("items"), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _within(one)


def _recursion(root: dict[str, Any]) -> str:
    definitions = root.get("$defs", {})
    refers = {name: set(_references(one)) for name, one in definitions.items()}
    for name in refers:
        if name in _reached(refers, name):
            return f"Circular reference: '#/$defs/{name}' refers to itself"
    missing = set(_references(root)) - definitions.keys()
    return f"Reference to '{missing.pop()}', which there is not" if missing else ""


def _reached(refers: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    ahead = [*refers[start]]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += refers.get(name, ())
    return reached


def _references(schema: dict[str, Any]) -> Iterator[str]:
    for one in _within(schema):
        if "$ref" in one:
            yield one["$ref"].removeprefix("#/$defs/")
