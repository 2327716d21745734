"""Requests as the model wrote them, one by one."""

from collections.abc import Mapping

from stages.traces.asking.flaws import Flaw
from stages.traces.asking.formats import WrittenRequests

LONGEST = 2_000
"""Characters of a request; a person writes fewer."""


def by_number(written: WrittenRequests, wanted: int) -> Mapping[int, str] | Flaw:
    """The requests by the numbers of their briefs, from 1; a number that came twice counts once.

    Some may be missing or unusable, which is their own affair. None at all is a broken answer.
    """
    found: dict[int, str] = {}
    for one in written.requests:
        if 1 <= one.number <= wanted:
            found.setdefault(one.number, " ".join(one.text.split()))
    return found or Flaw("broken", (f"it has none of the requests 1 to {wanted}",))


def unusable(text: str) -> str | None:
    """Why a text is no request; None for one that is."""
    if not text:
        return "it is blank"
    if len(text) > LONGEST:
        return f"it has {len(text)} characters"
    if set(text) & set("{}"):
        return "it has braces"
    if not text.isprintable():
        return "it has characters that can't be printed"
    return None
