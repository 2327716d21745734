"""Take a number apart into digits of mixed sizes, one for each thing to be chosen."""

from collections.abc import Iterable, Sequence

ENOUGH = 1 << 40
"""No set has so many requests: what is chosen beyond need not be told apart."""

STIR, DROP = 0x9E3779B1, 16
"""A factor and the low bits dropped of the product."""


def split(number: int, sizes: Iterable[int]) -> tuple[list[int], int]:
    """Digits below these sizes, and what is left; different numbers give different ones.

    Alone, a digit would go up in even steps for numbers that do; each is moved by the square of
    what is left after it, so that the number can still be told from digits and rest.
    """
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append((digit + (number * number * STIR >> DROP)) % size)
    return digits, number


def telling(sizes: Sequence[int]) -> Sequence[int]:
    """As many of the first sizes as make `ENOUGH` numbers; all if they never do."""
    product = 1
    for count, size in enumerate(sizes):
        if product >= ENOUGH:
            return sizes[:count]
        product *= size
    return sizes
