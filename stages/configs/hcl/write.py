"""JSON values as HCL, in the style of `terraform fmt`, two spaces a level."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

IDENTIFIER = re.compile(r"[^\W\d][\w-]*")
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]|[$%](?=\{)')
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def inline(value: Any) -> str:
    """A value on one line, unless it holds an expression that has several."""
    match value:
        case {"__expr__": str(text)}:
            return text
        case dict():
            entries = [f"{key(name)} = {inline(part)}" for name, part in value.items()]
            return f"{{ {', '.join(entries)} }}" if entries else "{}"
        case list():
            return f"[{', '.join(map(inline, value))}]"
        case str():
            return quoted(value)
        case float():
            return f"{Decimal(repr(value)):f}"
    return json.dumps(value)


def quoted(text: str) -> str:
    """A string in quotes."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def key(name: str) -> str:
    """The key of an object, in quotes if it has to be."""
    return name if IDENTIFIER.fullmatch(name) else quoted(name)


def spread(value: Any) -> list[str]:
    """A value on lines of its own: an object has one for each entry."""
    if isinstance(value, dict) and value and "__expr__" not in value:
        inside = _aligned({key(name): spread(part) for name, part in value.items()})
        return ["{", *_indented(inside), "}"]
    return [inline(value)]


def block(kind: str, labels: Iterable[str], body: Mapping[str, Any]) -> list[str]:
    """The lines of a block; lists of objects in it are nested blocks."""
    head = " ".join([kind, *map(quoted, labels), "{"])
    inside = _body(body)
    return [head, *_indented(inside), "}"] if inside else [head + "}"]


def is_blocks(value: Any) -> bool:
    """Whether a new part of a body is to be written as nested blocks: a list of objects is."""
    items = value if isinstance(value, list) else []
    return bool(items) and all(isinstance(item, dict) and "__expr__" not in item for item in items)


def nested(kind: str, body: Mapping[str, Any]) -> list[str]:
    """The lines of a nested block."""
    content = {name: part for name, part in body.items() if name != "__labels__"}
    return block(kind, body.get("__labels__", []), content)


def _indented(lines: Iterable[str]) -> list[str]:
    return ["  " + line if line else line for line in lines]


def _body(body: Mapping[str, Any]) -> list[str]:
    attributes = {name: spread(part) for name, part in body.items() if not is_blocks(part)}
    lines = _aligned(attributes)
    for name, blocks in body.items():
        if is_blocks(blocks):
            for content in blocks:
                lines += [*([""] if lines else []), *nested(name, content)]
    return lines


def _aligned(entries: Mapping[str, list[str]]) -> list[str]:
    """Entries with their `=` below each other; those of several lines stand by themselves."""
    lines = []
    for short, run in groupby(entries.items(), lambda entry: entry[1][1:] == []):
        group = list(run)
        width = max(len(name) for name, _ in group) if short else 0
        for name, value in group:
            lines += [f"{name:<{width}} = {value[0]}", *value[1:]]
    return lines


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in "$%":
        return character * 2
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
