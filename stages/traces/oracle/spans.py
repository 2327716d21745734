"""Spans of time in words: `the last 30 days`, `the past two weeks`."""

import re
from functools import cache

from stages.traces.oracle.numerals import spoken
from stages.traces.oracle.sampler import Sampler

BEFORE = ("last", "past", "last", "past", "previous")
"""Each as often as people say it."""

UNITS = {"weeks": (7, {2, 3, 4, 6, 8, 10, 12}), "months": (30, {*range(2, 12)})}
"""Days of each, and how many of them someone would say."""

NAMED = {1: "24 hours", 7: "week", 30: "month", 90: "quarter", 365: "year"}
DAYS = {*range(2, 8), 10, 14, 20, 30, 45, 60, 90, 100, 120, 180}
"""What is said in days."""


@cache
def adjectives(text: str) -> tuple[str, ...]:
    """Those that a text around does not have: `the last five in the last week` sounds wrong."""
    free = [word for word in BEFORE if not re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    return tuple(free) or BEFORE


@cache
def spans(lowest: int, highest: int, words: bool, adjectives: tuple[str, ...]) -> Sampler:
    """Days and their words, for every length that someone would name.

    The digit is for the length and its name, the word for the adjective.
    """
    table = [
        (days, [f"the {adjective} {name}" for adjective in adjectives])
        for days in _lengths(lowest, highest)
        for name in _names(days, words)
    ]

    def draw(digit: int, word: int, day: int) -> tuple[int, str]:
        days, texts = table[digit]
        return days, texts[(word >> 32) % len(texts)]

    return Sampler(draw, len(table))


def _lengths(lowest: int, highest: int) -> list[int]:
    units = [unit * n for unit, counts in UNITS.values() for n in counts]
    every = {*DAYS, *NAMED, *units}
    return sorted(n for n in every if lowest <= n <= highest) or sorted({lowest, highest})


def _names(days: int, words: bool) -> list[str]:
    found = [NAMED[days]] if days in NAMED else []
    for unit, (length, counts) in UNITS.items():
        count, rest = divmod(days, length)
        if not rest and count in counts:
            found.append(f"{spoken(count, words)} {unit}")
    if days in DAYS or not found:
        found.append(f"{spoken(days, words)} days")
    return found
