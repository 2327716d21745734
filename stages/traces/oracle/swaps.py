"""Phrases that mean the same, put in one another's place."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from schemas.phrasing import Swap

GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
BREAK = re.compile(r"\0|\\.|[\^$]")
SPECIAL = frozenset("|?*+{}[].()")


class Finder(NamedTuple):
    """A swap, compiled."""

    anchor: str
    """Looked for first: that is twenty times as fast, and few asks have it."""

    pattern: re.Pattern[str]
    by: tuple[str, ...]


class Swaps:
    """All of them, in their order."""

    def __init__(self, swaps: Iterable[Swap]) -> None:
        self.finders = [Finder(anchor(s.find), re.compile(s.find), s.by) for s in swaps]

    def all(self, ask: str) -> list[str]:
        """The ask and what means the same; a swap applies to what earlier ones made."""
        found = [ask]
        for anchor, pattern, by in self.finders:
            hits = [text for text in found if anchor in text and pattern.search(text)]
            if hits:
                more = [pattern.sub(phrase, text, count=1) for text in hits for phrase in by]
                found += [text for text in dict.fromkeys(more) if text not in found]
        return found


def anchor(pattern: str) -> str:
    """Letters that every match of a pattern has; empty where that can't be told."""
    pieces = BREAK.split(GROUP.sub("\0", pattern))
    return "" if any(SPECIAL & set(piece) for piece in pieces) else max(pieces, key=len)
