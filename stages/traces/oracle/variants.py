"""The ways in which one ask may be worded."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas.phrasing import Join, Phrasing
from stages.traces.oracle.swaps import Swaps
from stages.traces.oracle.wording import Opening, Reader, Wording

MOST = 24
"""Wordings of an ask; more would add little and take memory."""

OWN = 3
"""How often the author's beginning of a command stands beside each other one."""

POLITE = re.compile(r"\b(please|kindly|thank)", re.IGNORECASE)
SEVERAL = re.compile(r" and |[:;]")
"""What says that a sentence is full enough."""


class Text(NamedTuple):
    """One wording, without its final stop."""

    begun: str
    within: str | None
    """As it is after a comma; None where that can't be told."""


class Head(NamedTuple):
    """A way to begin and end: `Could you ` and `?`."""

    before: str
    """Empty for the author's own."""

    end: str
    """`.`, `?` or, of a note, nothing."""

    join: Join


def texts(ask: str, reader: Reader, swaps: Swaps) -> list[Text]:
    """The ask and what means the same."""
    bare = [text.rstrip(".?!") for text in swaps.all(ask)[:MOST]]
    return [Text(text, reader.within(text)) for text in bare]


def heads(ask: str, wording: Wording, phrasing: Phrasing) -> list[Head]:
    """The author's own beginning and, for a command, others."""
    end = ask[-1] if ask[-1] in ".?!" else ""
    own = Head("", end, _join(ask, end, wording.last, wording))
    if wording.opening != "command" or wording.style == "terse" or POLITE.search(ask):
        return [own]
    if len(wording.sentences) > 1:
        return [own] * OWN + [own._replace(before="Please ")]
    return [own] * OWN + list(_others(ask, wording, phrasing))


def _others(ask: str, wording: Wording, phrasing: Phrasing) -> Iterator[Head]:
    for head in phrasing.heads[wording.style]:
        before, _, end = head.partition("{ask}")
        opening: Opening = "modal" if end == "?" else "command"
        yield Head(before, end, _join(ask, end, opening, wording))


def _join(ask: str, end: str, last: Opening, wording: Wording) -> Join:
    if wording.style != "plain":
        return "formal" if end == "." else "question" if end else "terse"
    single = len(wording.sentences) == 1 and not SEVERAL.search(ask)
    if end == "?":
        return "modal" if single and last == "modal" else "question"
    return "command" if single and last == "command" else "statement"
