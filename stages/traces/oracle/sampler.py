"""What draws the value of a slot, and how it is said."""

from collections.abc import Callable, Sequence

Value = str | int | float

Sampler = Callable[[int, int], tuple[Value, str]]
"""From a random word and the number of the request's day to an argument and its text."""


def one_of(table: Sequence[tuple[Value, str]]) -> Sampler:
    """Draw from a table."""
    size = len(table)
    return lambda word, day: table[word % size]
