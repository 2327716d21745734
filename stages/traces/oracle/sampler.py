"""What draws the value of a slot, and how it is said."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

Value = str | int | float

Draw = Callable[[int, int, int], tuple[Value, str]]
"""From a digit, a random word and the number of the request's day to an argument and its text."""


class Sampler(NamedTuple):
    """Draws values of one kind."""

    draw: Draw
    """Different digits give different pairs, whatever the words and days."""

    size: int
    """Digits are below it; it is the same for all manners of speaking."""


def one_of(table: Sequence[tuple[Value, str]]) -> Sampler:
    """Draw from a table of distinct pairs."""
    return Sampler(lambda digit, word, day: table[digit], len(table))
