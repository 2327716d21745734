"""Make a change in a text, as small as can be."""

from typing import Any

from stages.configs.hcl import write
from stages.configs.hcl.bodies import add_blocks, add_to_body, add_top_block
from stages.configs.hcl.members import add_element, add_item
from stages.configs.hcl.page import Page, Splice
from stages.configs.hcl.parts import (
    Block,
    Blocks,
    Body,
    Call,
    Entry,
    Items,
    Object,
    Part,
    Scalar,
    Value,
)
from stages.configs.hcl.places import trace
from stages.configs.hcl.removal import remove_entry, remove_member
from stages.configs.parsed import Append, Op, Path, Remove, Unfixable


def edited(page: Page, root: Body, op: Op) -> str:
    """The text after a change; raises Unfixable. It is a proposal, its value is to be checked."""
    parts = trace(root, op.path)
    rest = op.path[len(parts) :]
    if not parts:
        raise Unfixable("a file has blocks only")
    if isinstance(op, Remove):
        return page.spliced([_removal(page, parts, rest)])
    if isinstance(op, Append):
        rest = (*rest, 0) if rest else (_length(parts[-1]),)
    if rest:
        return page.spliced(_addition(page, _inner(parts[-1]), rest, op.value))
    return page.spliced([_replacement(page, parts[-1], op.value)])


def _removal(page: Page, parts: list[Part], rest: Path) -> Splice:
    if rest or len(parts) < 2:
        raise Unfixable("it is not there")
    holder, part = _inner(parts[-2]), parts[-1]
    match holder, part:
        case Object(), Entry():
            spans = [entry.span for entry in holder.entries]
            return remove_member(page, holder.span, spans, spans.index(part.span))
        case Items(), _:
            spans = [item.span for item in holder.items]
            return remove_member(page, holder.span, spans, spans.index(part.span))
    match part:
        case Blocks(blocks=[only]):
            return remove_entry(page, only.span)
        case Block() | Entry():
            return remove_entry(page, part.span)
    raise Unfixable("it can't be taken out of its place")


def _addition(page: Page, part: Part, rest: Path, value: Any) -> list[Splice]:
    """Make what is missing below a part."""
    step, new = rest[0], _nested(rest[1:], value)
    match part:
        case Items() if step == len(part.items):
            return add_item(page, part, new)
        case Object() if isinstance(step, str):
            return add_element(page, part, step, new)
        case Block(nested=True, body=body) | (Body() as body) if isinstance(step, str):
            return [add_to_body(page, body, step, new)]
        case Blocks(blocks=[Block(nested=True, type=kind), *_]) if step == len(part.blocks):
            return [add_blocks(page, part.body, kind, [new])]
        case Blocks() if step == len(part.blocks):
            return [add_top_block(page, new)]
    raise Unfixable("the way to it is something else")


def _replacement(page: Page, part: Part, value: Any) -> Splice:
    if isinstance(part, Entry) and page.opens_line(part.span.start):
        first, *more = write.spread(value)
        text = first + page.lines(more, page.indent(part.span.start))
    else:
        text = write.inline(value)
    return Splice(*_value(part).span, text)


def _value(part: Part) -> Value:
    match part:
        case Entry():
            return part.value
        case Scalar() | Items() | Object() | Call():
            return part
    raise Unfixable("a block is changed part by part")


def _length(part: Part) -> int:
    match part:
        case Entry():
            return _length(part.value)
        case Items():
            return len(part.items)
        case Blocks():
            return len(part.blocks)
    raise Unfixable("it is no list")


def _nested(path: Path, value: Any) -> Any:
    """A value with the collections around it that a path tells of."""
    for step in reversed(path):
        if isinstance(step, int) and step:
            raise Unfixable("an item behind the end of its list")
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _inner(part: Part) -> Part:
    return part.value if isinstance(part, Entry) else part
