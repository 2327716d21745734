"""Lines of phrasing, filled in and punctuated: what may stand before or after an ask."""

import math
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from schemas.phrasing import FILLER, Feature, Phrasing
from stages.traces.oracle.forms import capital

SHIFT = 24
"""Bits of a random word that choose the line; the rest choose how it is filled."""


class Pool(NamedTuple):
    """Lines, each in all its fillings, and the punctuation around them."""

    lines: tuple[tuple[str, ...], ...]
    before: str
    after: str

    def draw(self, word: int) -> str:
        """Each line as often, and each filling of it."""
        line = self.lines[(word & (1 << SHIFT) - 1) % len(self.lines)]
        return f"{self.before}{line[(word >> SHIFT) % len(line)]}{self.after}"

    @property
    def room(self) -> float:
        """How many equally likely texts would be as varied."""
        return len(self.lines) ** 2 / math.fsum(1 / len(line) for line in self.lines)


class Placing(NamedTuple):
    """How a part is written at its place."""

    before: str
    after: str
    capital: bool


class Pools:
    """All pools of a phrasing; each line is filled in once."""

    def __init__(self, phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        self.filled = cache(self._filled)

    def fits(self, name: str, features: frozenset[Feature]) -> bool:
        """Whether any line of a part fits."""
        return any(features.issuperset(group.needs) for group in self.phrasing.parts[name].groups)

    def of(self, name: str, features: frozenset[Feature], placing: Placing) -> Pool:
        """The lines of a part that fit."""
        lines = (
            self.filled(line, placing.capital)
            for group in self.phrasing.parts[name].groups
            if features.issuperset(group.needs)
            for line in group.lines
        )
        return Pool(tuple(lines), placing.before, placing.after)

    def _filled(self, line: str, capitals: bool) -> tuple[str, ...]:
        if capitals:
            return tuple(map(capital, self.filled(line, False)))
        pieces = FILLER.split(line)
        words = [self._all(name) for name in pieces[1::2]]
        return tuple("".join(_mixed(pieces[::2], chosen)) for chosen in product(*words))

    def _all(self, name: str) -> list[str]:
        return [text for line in self.phrasing.words[name] for text in self.filled(line, False)]


def _mixed(ends: list[str], words: tuple[str, ...]) -> Iterator[str]:
    for end, word in zip(ends, (*words, ""), strict=True):
        yield end
        yield word
