"""Give a part another value, written as the text around it is."""

from typing import Any

from stages.configs.parsed import Unfixable
from stages.configs.yaml.find import Spot
from stages.configs.yaml.nodes import Collection, Mapping, Scalar
from stages.configs.yaml.page import Page
from stages.configs.yaml.space import column, line_end, past_blanks
from stages.configs.yaml.write import (
    Quote,
    block,
    double,
    flow,
    inline,
    is_nested,
    plain_or_double,
    single,
)


def replace(page: Page, spot: Spot, value: Any) -> str:
    """The text with another value for a part; raises Unfixable."""
    node, holder = spot.node, spot.holder
    if holder is None or holder.flow:
        return page.put(node.start, node.end, _gap(page, spot) + flow(value, _quote(spot)))
    head = _head(page, spot)
    if head < node.start <= line_end(page.text, head):
        if not is_nested(value):
            return page.put(node.start, node.end, inline(value, _quote(spot)))
        if isinstance(node, Collection) and node.flow and node.value:
            return page.put(node.start, node.end, flow(value, _quote(spot)))
    return page.put(head, line_end(page.text, node.end), _tail(page, spot, value, head))


def quote_like(node: Collection) -> Quote:
    """Double quotes in brackets that have such: JSON stays JSON."""
    parts = [entry.key for entry in node.entries] if isinstance(node, Mapping) else node.children()
    first = next(iter(parts), None)
    return double if isinstance(first, Scalar) and first.style == '"' else plain_or_double


def _quote(spot: Spot) -> Quote:
    """How a new string is quoted: as the old one, or as what is around it."""
    node, holder = spot.node, spot.holder
    if isinstance(node, Scalar) and node.style in ("'", '"'):
        return double if node.style == '"' else single
    if isinstance(node, Collection) and node.flow and node.value:
        return quote_like(node)
    return quote_like(holder) if holder and holder.flow else plain_or_double


def _gap(page: Page, spot: Spot) -> str:
    """What is missing before the value of a key in brackets that has none."""
    holder = spot.holder
    if spot.node.start < spot.node.end or not isinstance(holder, Mapping):
        return ""
    between = page.text[holder.entries[spot.number].key.end : spot.node.start]
    if ":" not in between:
        return ": "
    return " " if between.endswith(":") else ""


def _head(page: Page, spot: Spot) -> int:
    """Behind the colon or dash of a part in a block collection."""
    holder = spot.holder
    if not isinstance(holder, Mapping):
        return spot.start + 1
    colon = past_blanks(page.text, holder.entries[spot.number].key.end)
    if not page.text.startswith(":", colon):
        raise Unfixable("a key with a question mark")
    return colon + 1


def _tail(page: Page, spot: Spot, value: Any, head: int) -> str:
    """What is to stand behind a colon or dash, up to the end of the last line."""
    assert spot.holder
    left = column(page.text, spot.holder.body)
    comment = _comment(page.text, spot, head)
    if not is_nested(value):
        return f" {inline(value)}{comment}"
    lines = block(value, page)
    if isinstance(spot.holder, Mapping):
        indent = page.step if isinstance(value, dict) else page.dash
        return comment + page.newline + page.lines(lines, left + indent)
    first, *rest = lines
    return page.newline.join(
        [f" {first}{comment}", *(page.lines([line], left + 2) for line in rest)]
    )


def _comment(text: str, spot: Spot, head: int) -> str:
    """The comment to keep: behind a scalar, or behind the key of what begins on a later line."""
    start = spot.node.end if spot.node.start <= line_end(text, head) else head
    return text[start : line_end(text, start)].rstrip()
