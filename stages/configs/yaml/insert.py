"""Add an entry to a mapping or an item to a list, right behind the last one."""

from typing import Any

from stages.configs.yaml.find import Spot
from stages.configs.yaml.nodes import Mapping, Sequence
from stages.configs.yaml.page import Page
from stages.configs.yaml.replace import quote_like, replace
from stages.configs.yaml.space import column, line_end, line_start, next_line, opens_line
from stages.configs.yaml.write import entry, flow, item


def insert_entry(page: Page, spot: Spot, node: Mapping, key: str, value: Any) -> str:
    """The text with a new entry in the mapping at `spot`."""
    if not node.entries:
        return replace(page, spot, {key: value})
    last = node.entries[-1]
    if node.flow:
        new = flow({key: value}, quote_like(node))[1:-1]
        return page.put(last.end, last.end, _comma(page, last.start) + new)
    return _below(page, last.end, entry(key, value, page), column(page.text, node.body))


def insert_item(page: Page, spot: Spot, node: Sequence, value: Any) -> str:
    """The text with a new item in the list at `spot`."""
    if not node.items:
        return replace(page, spot, [value])
    first, last = node.items[0], node.items[-1]
    if node.flow:
        new = flow(value, quote_like(node))
        return page.put(last.end, last.end, _comma(page, last.start) + new)
    beside = node.body < first.start <= line_end(page.text, node.body)
    indent = first.start - node.body if beside and first.start < first.end else 2
    return _below(page, last.end, item(value, page, indent), column(page.text, node.body))


def _comma(page: Page, start: int) -> str:
    """What separates a new part from the last one, which starts there."""
    if not opens_line(page.text, start):
        return ", "
    return "," + page.newline + page.text[line_start(page.text, start) : start]


def _below(page: Page, end: int, lines: list[str], columns: int) -> str:
    """New lines below the line on which the last part ends."""
    new = page.lines(lines, columns)
    at = next_line(page.text, end)
    if page.text.endswith("\n") or at < len(page.text):
        return page.put(at, at, new + page.newline)
    return page.put(at, at, page.newline + new)
