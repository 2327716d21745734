"""Lines of phrasing, filled in and punctuated: what may stand before or after an ask."""

import math
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
    room: float
    """How many equally likely texts would be as varied."""

    def draw(self, word: int, step: int, turn: int) -> str:
        """Each line as often, and each filling of it.

        With the same word, other steps give other lines up to their number, and other turns other
        fillings of a line.
        """
        line = self.lines[((word & (1 << SHIFT) - 1) + step) % len(self.lines)]
        return f"{self.before}{line[((word >> SHIFT) + turn) % len(line)]}{self.after}"


class Placing(NamedTuple):
    """How a part is written at its place."""

    before: str
    after: str
    capital: bool


class Pools:
    """All pools of a phrasing; each line is filled in once."""

    def __init__(self, phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        self.filled, self.pool = cache(self._filled), cache(self._pool)

    def fits(self, name: str, features: frozenset[Feature]) -> bool:
        """Whether any line of a part fits."""
        return bool(self._fitting(name, features))

    def of(self, name: str, features: frozenset[Feature], placing: Placing) -> Pool:
        """The lines of a part that fit."""
        return self.pool(self._fitting(name, features), placing)

    def _fitting(self, name: str, features: frozenset[Feature]) -> tuple[tuple[str, ...], ...]:
        groups = self.phrasing.parts[name].groups
        return tuple(group.lines for group in groups if features.issuperset(group.needs))

    def _pool(self, groups: tuple[tuple[str, ...], ...], placing: Placing) -> Pool:
        lines = tuple(self.filled(line, placing.capital) for group in groups for line in group)
        room = len(lines) ** 2 / math.fsum(1 / len(line) for line in lines)
        return Pool(lines, placing.before, placing.after, room)

    def _filled(self, line: str, capitals: bool) -> tuple[str, ...]:
        if capitals:
            return tuple(map(capital, self.filled(line, False)))
        pieces = FILLER.split(line)
        template = "%s".join(pieces[::2])
        return tuple(template % chosen for chosen in product(*map(self._all, pieces[1::2])))

    def _all(self, name: str) -> list[str]:
        return [text for line in self.phrasing.words[name] for text in self.filled(line, False)]
