"""Add attributes and blocks to the body of a block."""

from collections.abc import Sequence
from typing import Any

from stages.configs.hcl import write
from stages.configs.hcl.align import headed
from stages.configs.hcl.page import Page, Splice
from stages.configs.hcl.parts import Block, Body, Entry
from stages.configs.parsed import Unfixable


def add_to_body(page: Page, body: Body, name: str, value: Any) -> Splice:
    """A new attribute, or nested blocks if the value is a list of objects."""
    if not write.IDENTIFIER.fullmatch(name):
        raise Unfixable(f"{name!r} can't be a name")
    if write.is_blocks(value):
        return add_blocks(page, body, name, value)
    return _add_attribute(page, body, name, value)


def add_blocks(page: Page, body: Body, kind: str, contents: Sequence[Any]) -> Splice:
    """New nested blocks, below those of their type or at the end."""
    if not write.is_blocks(contents):
        raise Unfixable("a block is an object")
    lines = [line for content in contents for line in ("", *write.nested(kind, content))]
    if not page.part(body.span).strip():
        del lines[0]
    if page.one_line(body.span):
        return _unfold(page, body, lines)
    alike = [entry for entry in body.entries if isinstance(entry, Block) and entry.type == kind]
    end = alike[-1].span.end if alike else len(page.data[: body.span.end].rstrip())
    return page.below(end, lines, _indent(page, body))


def add_top_block(page: Page, block: Any) -> Splice:
    """A new block at the end of the file."""
    match block:
        case {"type": str(kind), "labels": list(labels), "body": dict(body)}:
            return page.below(len(page.data.rstrip()), ["", *write.block(kind, labels, body)], "")
    raise Unfixable("a block has type, labels and body")


def _add_attribute(page: Page, body: Body, name: str, value: Any) -> Splice:
    above = _leading(body)
    lines = headed(page, above, name, write.spread(value))
    if page.one_line(body.span):
        return _unfold(page, body, lines)
    if not above and body.entries:
        lines.append("")
    return page.below(above[-1].span.end if above else body.span.start, lines, _indent(page, body))


def _leading(body: Body) -> list[Entry]:
    """The attributes before the first block, or all if it comes first."""
    attributes = [entry for entry in body.entries if isinstance(entry, Entry)]
    blocks = [entry.span.start for entry in body.entries if isinstance(entry, Block)]
    leading = [entry for entry in attributes if not blocks or entry.span.start < blocks[0]]
    return leading or attributes


def _unfold(page: Page, body: Body, lines: Sequence[str]) -> Splice:
    """`{ a = 1 }` as three lines, and more below the middle one."""
    outer, inside = page.indent(body.span.start), page.part(body.span).strip()
    text = page.lines([*([inside] if inside else []), *lines], outer + page.unit)
    return Splice(*body.span, text + page.newline + outer)


def _indent(page: Page, body: Body) -> str:
    """The indentation of what stands in a body."""
    first = next((entry.span.start for entry in body.entries), None)
    outer = page.indent(body.span.start) + page.unit
    return outer if first is None else page.indent(first)
