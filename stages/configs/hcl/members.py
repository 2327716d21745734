"""Add items to lists and elements to objects."""

from collections.abc import Sequence
from typing import Any

from stages.configs.hcl import write
from stages.configs.hcl.align import headed
from stages.configs.hcl.page import Page, Splice
from stages.configs.hcl.parts import Entry, Items, Object, Span
from stages.configs.parsed import Unfixable


def add_item(page: Page, items: Items, value: Any) -> list[Splice]:
    """A new item at the end of a list."""
    text, spans = write.inline(value), [item.span for item in items.items]
    if _ends_line(page, items.span, spans):
        return _below(page, spans[-1], [text], comma=True)
    return [_beside(page, items.span, spans, text)]


def add_element(page: Page, object_: Object, name: str, value: Any) -> list[Splice]:
    """A new element at the end of an object, written as the last one is."""
    entries = object_.entries
    spans, key = [entry.span for entry in entries], _key(page, entries, name)
    colon = entries and page.data.startswith(b":", entries[-1].equals)
    if not _ends_line(page, object_.span, spans):
        text = f"{key}{':' if colon else ' ='} {write.inline(value)}"
        return [_beside(page, object_.span, spans, text)]
    first, *more = lines = write.spread(value)
    lines = [f"{key}: {first}", *more] if colon else headed(page, entries, key, lines)
    comma = len(spans) > 1 and page.past_comma(spans[-2].end) is not None
    return _below(page, spans[-1], lines, comma=comma)


def _key(page: Page, entries: Sequence[Entry], name: str) -> str:
    quotes = entries and page.data.startswith(b'"', entries[-1].span.start)
    return write.quoted(name) if quotes else write.key(name)


def _ends_line(page: Page, span: Span, members: Sequence[Span]) -> bool:
    """Whether the closing bracket stands on a later line than the last member."""
    return bool(members) and not page.one_line(Span(members[-1].end, span.end))


def _below(page: Page, last: Span, lines: list[str], *, comma: bool) -> list[Splice]:
    past = page.past_comma(last.end)
    if past:
        lines[-1] += ","
    added = page.below(past or last.end, lines, page.indent(last.start))
    return [Splice(last.end, last.end, ","), added] if comma and not past else [added]


def _beside(page: Page, span: Span, members: Sequence[Span], text: str) -> Splice:
    if members:
        past = page.past_comma(members[-1].end)
        end = past or members[-1].end
        return Splice(end, end, f" {text}" if past else f", {text}")
    inside = Span(span.start + 1, span.end - 1)
    if page.part(inside).strip():
        raise Unfixable("only comments stand in it")
    space = " " if page.data.startswith(b"{", span.start) else ""
    return Splice(*inside, f"{space}{text}{space}")
