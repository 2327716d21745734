"""What stands around an ask: shapes of phrasing that fit it, as often as their room allows.

A bare ask with few values would be the same as another before long, one with a reason and a
deadline is not: each frame is drawn no more often than keeps repeats rare in a large set.
"""

import math
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from schemas.phrasing import Feature, Phrasing, Shape, Style
from stages.traces.oracle.pools import Placing, Pool, Pools

TABLE = 256
"""Entries of a table of frames; a random byte draws one."""

REPEATS = 0.002
"""Largest expected share of repeated requests."""


class Frame(NamedTuple):
    """Pools of what comes before and after."""

    before: tuple[Pool, ...]
    after: tuple[Pool, ...]

    within: bool
    """Whether the ask stands after a comma."""

    room: float
    """How many frames it stands for."""


class Place(NamedTuple):
    """An entry of a table of frames."""

    frame: Frame
    rank: int
    """How many entries before are of the same frame."""


class Frames:
    """Makes tables of frames for asks of all domains."""

    def __init__(self, phrasing: Phrasing, pools: Pools) -> None:
        self.phrasing, self.pools = phrasing, pools
        self.frames, self.tables = cache(self._frames), cache(self._table)

    def table(
        self, style: Style, features: frozenset[Feature], within: bool, room: float
    ) -> tuple[Place, ...]:
        """`TABLE` frames for an ask.

        `within` says that the ask can stand after a comma; `room` is how many texts of its own it
        has for each time that it is drawn in the largest set.
        """
        return self.tables(style, features, within, math.frexp(room)[1] - 1)

    def _table(
        self, style: Style, features: frozenset[Feature], within: bool, magnitude: int
    ) -> tuple[Place, ...]:
        frames, weights = self.frames(style, features, within)
        limits = [2 * REPEATS * math.ldexp(frame.room, magnitude) for frame in frames]
        return _apportioned(frames, shares(weights, limits))

    def _frames(
        self, style: Style, features: frozenset[Feature], within: bool
    ) -> tuple[list[Frame], list[int]]:
        found = [
            (frame, shape.weight)
            for shape in self.phrasing.shapes[style]
            if (frame := self._frame(style, features, shape)) and (within or not frame.within)
        ]
        return [frame for frame, _ in found], [weight for _, weight in found]

    def _frame(self, style: Style, features: frozenset[Feature], shape: Shape) -> Frame | None:
        """None if one of its parts has no line that fits."""
        names = (*shape.before, *shape.after)
        if not any(self.phrasing.parts[name].deadline for name in names):
            features |= {"free"}
        if not all(self.pools.fits(name, features) for name in names):
            return None
        joined, before = False, []
        for name in shape.before:
            form = self.phrasing.parts[name].form
            end = {"lead": ", ", "label": ": "}.get(form, ". ")
            before.append(self.pools.of(name, features, Placing("", end, not joined)))
            joined = form != "sentence"
        after = [self.pools.of(name, features, self._behind(style, name)) for name in shape.after]
        room = math.prod(pool.room for pool in (*before, *after))
        return Frame(tuple(before), tuple(after), joined, room)

    def _behind(self, style: Style, name: str) -> Placing:
        if style == "terse":
            return Placing(". ", "", capital=True)
        end = "" if self.phrasing.parts[name].form == "signature" else "."
        return Placing(" ", end, capital=True)


def shares(weights: Sequence[float], limits: Sequence[float]) -> list[float]:
    """Parts of one in proportion to weights, none above its limit.

    Where the limits together leave something over, they give the proportions.
    """
    most = math.fsum(limits)
    if most <= 1:
        return [limit / most for limit in limits]
    capped: set[int] = set()
    while True:
        left = 1 - math.fsum(limits[i] for i in capped)
        total = math.fsum(w for i, w in enumerate(weights) if i not in capped)
        over = {
            i for i, w in enumerate(weights) if i not in capped and w * left > limits[i] * total
        }
        if not over:
            break
        capped |= over
    return [limits[i] if i in capped else w * left / total for i, w in enumerate(weights)]


def _apportioned(frames: Sequence[Frame], parts: Sequence[float]) -> tuple[Place, ...]:
    """Each frame as often as its part, by largest remainder, and evenly over the table."""
    counts = [int(part * TABLE) for part in parts]
    most = sorted(range(len(parts)), key=lambda i: counts[i] - parts[i] * TABLE)
    for i in most[: TABLE - sum(counts)]:
        counts[i] += 1
    places = [
        ((2 * rank + 1) / count, Place(frame, rank))
        for frame, count in zip(frames, counts, strict=True)
        for rank in range(count)
    ]
    return tuple(place for _, place in sorted(places, key=itemgetter(0)))
