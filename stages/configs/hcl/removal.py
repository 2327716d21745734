"""Remove entries of bodies, items of lists and elements of objects."""

from collections.abc import Sequence

from stages.configs.hcl.page import Page, Splice
from stages.configs.hcl.parts import Span
from stages.configs.parsed import Unfixable


def remove_entry(page: Page, span: Span) -> Splice:
    """Remove an attribute or block of a body, with the comment behind it."""
    lines = _own_lines(page, span, span.end)
    if lines is None:
        return Splice(*_with_space(page, span), "")
    return Splice(*_with_blank_line(page, lines), "")


def remove_member(page: Page, whole: Span, members: Sequence[Span], index: int) -> Splice:
    """Remove an item or element of the list or object that stands at `whole`."""
    span = members[index]
    lines = _own_lines(page, span, page.past_comma(span.end) or span.end)
    return Splice(*(lines or _flat(page, whole, members, index)), "")


def _own_lines(page: Page, span: Span, end: int) -> Span | None:
    """The lines from the start of a part to `end`; None if other parts stand on them."""
    line_end = page.line_end(end)
    if line_end is None or not page.opens_line(span.start):
        return None
    return Span(page.line_start(span.start), page.next_line(line_end))


def _with_blank_line(page: Page, lines: Span) -> Span:
    """Lines of their own and the empty one above or below, where it would have no use."""
    above_start, below_end = page.line_start(lines.start - 1), page.next_line(lines.end)
    above = page.part(Span(above_start, lines.start)).strip()
    below = page.part(Span(lines.end, below_end)).strip()
    if lines.start and not above and (not below or below.startswith("}")):
        return Span(above_start, lines.end)
    if not below and (not lines.start or above.endswith("{")):
        return Span(lines.start, below_end)
    return lines


def _with_space(page: Page, span: Span) -> Span:
    """A part and the blanks around it."""
    before = page.data[: span.start].rstrip(b" \t")
    after = page.data[span.end :].lstrip(b" \t")
    return Span(len(before), len(page.data) - len(after))


def _flat(page: Page, whole: Span, members: Sequence[Span], index: int) -> Span:
    """A part and the comma on one side of it."""
    span, last = members[index], index + 1 == len(members)
    if not last and (index == 0 or page.one_line(Span(span.end, members[index + 1].start))):
        cut = Span(span.start, members[index + 1].start)
    elif index:
        cut = Span(members[index - 1].end, span.end)
    else:
        cut = Span(whole.start + 1, whole.end - 1)
    beside = page.part(Span(cut.start, span.start)) + page.part(Span(span.end, cut.end))
    if beside.strip(" \t\r\n,"):
        raise Unfixable("a comment stands beside it")
    return cut
