"""Remove an entry or item with the comment behind it; the last one leaves {} or []."""

from stages.configs.parsed import Unfixable
from stages.configs.yaml.find import Spot
from stages.configs.yaml.nodes import Collection, Mapping
from stages.configs.yaml.page import Page
from stages.configs.yaml.replace import replace
from stages.configs.yaml.space import column, line_end, next_line, opens_line


def remove(page: Page, spot: Spot) -> str:
    """The text without the part at `spot`; raises Unfixable for a whole document."""
    holder = spot.holder
    if spot.parent is None or holder is None:
        raise Unfixable("a whole document")
    places = _places(holder)
    if len(places) == 1:
        return replace(page, spot.parent, {} if isinstance(holder, Mapping) else [])
    if not holder.flow:
        return _without_lines(page, spot)
    if spot.number + 1 < len(places):
        return page.put(places[spot.number][0], places[spot.number + 1][0], "")
    return page.put(places[spot.number - 1][1], places[spot.number][1], "")


def _places(holder: Collection) -> list[tuple[int, int]]:
    """Start and end of the entries or items."""
    if isinstance(holder, Mapping):
        return [(entry.start, entry.end) for entry in holder.entries]
    return [(item.start, item.end) for item in holder.children()]


def _without_lines(page: Page, spot: Spot) -> str:
    text, start = page.text, spot.start
    end = _past_comments(text, next_line(text, spot.end), column(text, start))
    if not opens_line(text, start):  # the next entry takes its place behind the dash
        rest = text[end:]
        return page.put(start, end + len(rest) - len(rest.lstrip()), "")
    start -= column(text, start)
    if end == len(text) and not text.endswith("\n"):
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return page.put(start, end, "")


def _past_comments(text: str, end: int, left: int) -> int:
    """Behind the comments that are indented more than the part above them, and so belong to it."""
    at = end
    while at < len(text):
        line = text[at : line_end(text, at)]
        at = next_line(text, at)
        if not line.strip():
            continue
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= left:
            break
        end = at
    return end
