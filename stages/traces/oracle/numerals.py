"""Numbers as people choose and say them."""

from collections.abc import Iterable, Iterator

SMALL = ["one", "two", "three", "four", "five", "six"]
SMALL += ["seven", "eight", "nine", "ten", "eleven", "twelve"]
SAID = (*range(11), 12, 14, 15, 16, 18)
"""Below twenty: eleven or seventeen of something is what one finds, not what one asks for."""

ROUND = (10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90)
ODD = (7919, 6101, 4273)
"""Primes that give amounts their odd ends."""


def spoken(number: int, words: bool) -> str:
    """`1,200`; with `words`, a word up to twelve."""
    return SMALL[number - 1] if words and 1 <= number <= len(SMALL) else f"{number:,}"


def money(amount: float) -> str:
    """`1,249.50`, or `1,250` where nothing follows the point."""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def round_numbers(lowest: int, highest: int, fine: bool = False) -> list[int]:
    """What someone would ask for, ascending: small ones, then rounder and rounder ones.

    Above a hundred `fine` ones have two digits that count, others those of `ROUND`.
    """
    found = [n for n in _rounder(highest, range(10, 100) if fine else ROUND) if lowest <= n]
    return [n for n in found if n <= highest] or sorted({lowest, highest})


def _rounder(highest: int, leading: Iterable[int]) -> Iterator[int]:
    yield from SAID
    yield from range(20, 100, 5)
    magnitude = 10
    while magnitude * 10 <= highest:
        yield from (n * magnitude for n in leading)
        magnitude *= 10


def amounts(lowest: float, highest: float) -> list[float]:
    """Round amounts and odd ones, within bounds; of a narrow range, every tenth.

    Counted in hundredths, which are whole: sums of money do not depend on a machine's arithmetic.
    """
    low, high = round(lowest * 100), round(highest * 100)
    if high - low < 5000:
        return [n / 100 for n in range(low + -low % 10, high + 1, 10)] or sorted({lowest, highest})
    found = set()
    for n in round_numbers(-(-low // 100), high // 100, fine=True):
        coarse = 10 ** max(1, len(str(n)))
        found |= {n * 100} | {n * 100 + n * prime % coarse for prime in ODD}
    return [n / 100 for n in sorted(found) if low <= n <= high]
