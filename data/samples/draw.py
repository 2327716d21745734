"""Seeded draws that are the same on every machine.

Only `random.Random.random()` is used: Python promises that its sequence for a seed never changes,
which it does not promise for `randint`, `choice` or `shuffle`.
"""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of seeded draws."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.integer(1, 100) <= percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.integer(0, len(options) - 1)]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of the keys, as often as its weight says."""
        return self.pick([key for key, weight in weights.items() for _ in range(weight)])

    def word(self, alphabet: str, length: int) -> str:
        """A string of so many letters."""
        return "".join(self.pick(alphabet) for _ in range(length))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        rest = list(items)
        return [rest.pop(self.integer(0, len(rest) - 1)) for _ in items]

    def near(self, value: int, percent: int = 4) -> int:
        """The value, moved by up to so many per cent, at least 1."""
        return max(1, value * (10_000 + self.integer(-100 * percent, 100 * percent)) // 10_000)
