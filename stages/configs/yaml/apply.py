"""Make a change in a text."""

import json
from typing import Any

from stages.configs.parsed import Append, Op, Path, Remove, Unfixable
from stages.configs.yaml.find import Found, Spot, find
from stages.configs.yaml.insert import insert_entry, insert_item
from stages.configs.yaml.nodes import Document, Mapping, Sequence
from stages.configs.yaml.page import Page, page_of
from stages.configs.yaml.remove import remove
from stages.configs.yaml.replace import replace


def apply_in(text: str, document: Document, path: Path, op: Op) -> str:
    """The text after a change at a path from the root of a document; raises Unfixable.

    It is a proposal: anchors can make it mean more, or nothing at all.
    """
    found = find(text, document, path)
    if found.borrowed:
        raise Unfixable("it comes from an anchor elsewhere")
    page = page_of(text, document)
    if isinstance(op, Remove):
        if found.rest:
            raise Unfixable("it is not there")
        return remove(page, found.spot)
    if isinstance(op, Append):
        return _append(page, found, op.value)
    return _set(page, found, op.value)


def _set(page: Page, found: Found, value: Any) -> str:
    if found.rest:
        return _make(page, found.spot, found.rest, value)
    if json.dumps(found.spot.node.value) == json.dumps(value):
        return page.text
    return replace(page, found.spot, value)


def _append(page: Page, found: Found, value: Any) -> str:
    node = found.spot.node
    if found.rest or node.value is None:
        return _set(page, found, [value])
    if isinstance(node, Sequence):
        return insert_item(page, found.spot, node, value)
    raise Unfixable("it is no list")


def _make(page: Page, spot: Spot, rest: Path, value: Any) -> str:
    """Make what is missing below a part."""
    node, step = spot.node, rest[0]
    if isinstance(node, Mapping) and isinstance(step, str):
        return insert_entry(page, spot, node, step, _nested(rest[1:], value))
    if isinstance(node, Sequence) and step == len(node.items):
        return insert_item(page, spot, node, _nested(rest[1:], value))
    if node.value is None and spot.parent:
        return replace(page, spot, _nested(rest, value))
    raise Unfixable("the way to it is something else")


def _nested(path: Path, value: Any) -> Any:
    """A value with the collections around it that a path tells of."""
    for step in reversed(path):
        if isinstance(step, int) and step:
            raise Unfixable("an item behind the end of its list")
        value = {step: value} if isinstance(step, str) else [value]
    return value
