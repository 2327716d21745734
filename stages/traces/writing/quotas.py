"""Which trace is in which row: exact shares of the total for domains and intents.

Rows come in rounds. A round has each pair of a domain and an intent, a cell, once, in an order of
its own that the seed decides; the last round is cut off where the total is reached. In every round,
and wherever it is cut off, domains differ by one row at most, and so do intents. The cell of a row
follows from its number alone, so shards need nothing of each other.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from schemas.domain import Intent

Item = TypeVar("Item", bound=str)


class Cell(NamedTuple):
    """What a trace shall be of."""

    domain: str
    intent: Intent


class Slot(NamedTuple):
    """The place of one trace: the cell, and how many of the cell come before."""

    cell: Cell
    round: int


@dataclass(frozen=True)
class Quotas:
    """The division of `total` rows."""

    domains: tuple[str, ...]
    intents: tuple[Intent, ...]
    total: int
    seed: int

    @property
    def rounds(self) -> int:
        """How many rounds there are, the last one perhaps not in full."""
        return -(-self.total // self._cells)

    @cached_property
    def counts(self) -> dict[Cell, int]:
        """Rows by cell, in the order of the domains and intents."""
        full, rest = divmod(self.total, self._cells)
        more = Counter(self.order(full)[:rest])
        cells = (Cell(domain, intent) for domain in self.domains for intent in self.intents)
        return {cell: full + more[cell] for cell in cells}

    def slots(self, start: int, stop: int) -> Iterator[Slot]:
        """The slots of the rows from `start` to before `stop`."""
        for number in range(start // self._cells, -(-stop // self._cells)):
            first = number * self._cells
            for cell in self.order(number)[max(0, start - first) : stop - first]:
                yield Slot(cell, number)

    def order(self, number: int) -> list[Cell]:
        """All cells, in the order of one round.

        Steps through domains and intents at the same time; where both are at their beginning again
        before all pairs were met, intents are moved on by one.
        """
        domains = _shuffled(self.domains, f"{self.seed}:{number}:domain:")
        intents = _shuffled(self.intents, f"{self.seed}:{number}:intent:")
        period = math.lcm(len(domains), len(intents))
        return [
            Cell(domains[step % len(domains)], intents[(step + step // period) % len(intents)])
            for step in range(self._cells)
        ]

    def index(self, slot: Slot, attempt: int) -> int:
        """The number that the oracle makes a candidate from, unique in the cell.

        Candidates that replace a rejected one come after all first ones, each slot having its own.
        """
        return slot.round + attempt * self.rounds

    @property
    def _cells(self) -> int:
        return len(self.domains) * len(self.intents)


def _shuffled(items: Sequence[Item], key: str) -> list[Item]:
    """In an order that follows from the key, on every machine and version of Python."""
    return sorted(items, key=lambda item: blake2b((key + item).encode(), digest_size=8).digest())
