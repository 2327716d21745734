"""A Terraform file."""

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from schemas.e2 import Lang
from stages.configs.expect import expected
from stages.configs.hcl.build import file_body
from stages.configs.hcl.edit import edited
from stages.configs.hcl.lines import Lines
from stages.configs.hcl.page import page_of
from stages.configs.hcl.parts import Block, Blocks, Body
from stages.configs.hcl.places import part_at, trace
from stages.configs.hcl.strict import require_strict
from stages.configs.hcl.tree import syntax_tree
from stages.configs.hcl.values import file_value
from stages.configs.parsed import Op, Path, Remove, Unfixable, Unusable


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression, `var.key`, as a value of an op."""

    text: str


def parse_module(text: str) -> "Module":
    """Parse a file in HCL's native syntax.

    Raises Unusable: `not-hcl` (also what Terraform refuses in any file, such as an argument that
    is set twice, or outside of all blocks), `too-deep`, `empty` (no block).
    """
    data = text.encode()
    tree = syntax_tree(data)
    require_strict(tree, data)
    root = file_body(tree)
    if not root.entries:
        raise Unusable("empty")
    return Module(text, root)


@dataclass(frozen=True)
class Module:
    """A file, parsed. See `Parsed`."""

    text: str
    root: Body = field(repr=False)
    lang: Lang = field(default="tf", init=False)

    @cached_property
    def value(self) -> dict[str, Any]:
        """`{"blocks": [{"type": "resource", "labels": [...], "body": {...}}, ...]}`.

        In a body an attribute is `name: value` and the nested blocks of one type are `name: [body,
        ...]`, with `__labels__` if they have any. A value is JSON, or for what only Terraform can
        know `{"__expr__": text}`; a call has `__call__`, its name, and `__args__` besides.
        """
        return file_value(self.root)

    def line(self, path: Path) -> int:
        """See `Parsed`."""
        parts = trace(self.root, path)
        return self._lines.number(parts[-1].span.start) if parts else 1

    def at(self, line: int) -> Path:
        """See `Parsed`."""
        return part_at(self.root, line, self._lines)

    def apply(self, op: Op) -> str:
        """See `Parsed`. Values are JSON or Expr; lists of objects become nested blocks.

        To remove the only nested block of a type removes the type.
        """
        op = self._as_json(op)
        text = edited(page_of(self.text), self.root, op)
        try:
            value = parse_module(text).value
        except Unusable as problem:
            raise Unfixable(f"it would be {problem.reason}") from None
        if _canonical(value) != _canonical(expected(self.value, op)):
            raise Unfixable("it would change other parts, too")
        return text

    def _as_json(self, op: Op) -> Op:
        if not isinstance(op, Remove):
            return replace(op, value=_as_json(op.value))
        match trace(self.root, op.path)[-2:]:
            case [Blocks(blocks=[Block(nested=True)]), Block()]:
                return Remove(op.path[:-1])
        return op

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text.encode())


def _as_json(value: Any) -> Any:
    """The value as the file will have it."""
    match value:
        case Expr(text=text):
            return _expression(text)
        case list():
            return [_as_json(item) for item in value]
        case dict():
            return {name: _as_json(item) for name, item in value.items()}
    return value


def _expression(text: str) -> Any:
    try:
        (block,) = parse_module(f"locals {{\n  value = {text}\n}}\n").value["blocks"]
        (value,) = block["body"].values()
    except (Unusable, ValueError):
        raise Unfixable(f"{text!r} is not an expression") from None
    return value


def _canonical(value: Any) -> str:
    """Equal for equal JSON only: in Python, 1 and True are equal, too."""
    return json.dumps(_without_text(value), sort_keys=True)


def _without_text(value: Any) -> Any:
    """A value without the texts of calls, which change with what they hold."""
    match value:
        case list():
            return [_without_text(item) for item in value]
        case dict():
            drop = "__expr__" if "__call__" in value else None
            return {name: _without_text(item) for name, item in value.items() if name != drop}
    return value
