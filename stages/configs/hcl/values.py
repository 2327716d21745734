"""Parts as JSON, the input of the policies."""

from typing import Any

from stages.configs.hcl.parts import (
    Block,
    Body,
    Call,
    Entry,
    Items,
    Object,
    Scalar,
    Value,
    all_blocks,
)


def file_value(root: Body) -> dict[str, Any]:
    """The whole file: {"blocks": [{"type": ..., "labels": [...], "body": {...}}, ...]}."""
    return {"blocks": [_top(block) for block in all_blocks(root).blocks]}


def _top(block: Block) -> dict[str, Any]:
    return {"type": block.type, "labels": _labels(block), "body": _body(block.body)}


def _labels(block: Block) -> list[Any]:
    return [_value(label) for label in block.labels.items]


def _body(body: Body) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for entry in body.entries:
        if isinstance(entry, Entry):
            content[entry.name] = _value(entry.value)
        else:
            content.setdefault(entry.type, []).append(_nested(entry))
    return content


def _nested(block: Block) -> dict[str, Any]:
    labels = {"__labels__": _labels(block)} if block.labels.items else {}
    return labels | _body(block.body)


def _value(value: Value) -> Any:
    match value:
        case Scalar():
            return value.value
        case Items():
            return [_value(item) for item in value.items]
        case Object():
            return {entry.name: _value(entry.value) for entry in value.entries}
        case Call():
            arguments = [_value(item) for item in value.arguments.items]
            return {"__expr__": value.text, "__call__": value.name, "__args__": arguments}
