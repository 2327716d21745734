"""A sample of a set, of fixed size, that depends neither on its order nor on how it is divided."""

from collections.abc import Iterable

from stages.traces.validator.diversity.fingerprints import Prints

SAMPLED = 100_000
"""Requests among which near duplicates and distinct n-grams are counted.

Both depend on the size of a set; of a sample of fixed size they can be compared between sets.
"""

MOST = 2**64 - 1
"""The greatest rank: no text is above it."""

Ranked = tuple[int, str]
"""The rank of a text, the first word of its fingerprint, and the text."""


class ShortSample(Exception):
    """The parts of the set held back texts that belong to the sample."""


def bound(total: int, size: int) -> int:
    """The rank up to which parts of a set of `total` texts offer theirs, all together.

    Ranks are even over all words, so this offers 2 * size texts of the set. Should most of them be
    repetitions of few, it may be less than `size`: `Sample.texts` notices.
    """
    return min(MOST, 2 * size * (MOST + 1) // total)


def ranked(texts: list[str], prints: Prints, bound: int) -> list[Ranked]:
    """The texts of rank `bound` or less."""
    ranks = prints[:, 0]
    return [(int(ranks[number]), texts[number]) for number in (ranks <= bound).nonzero()[0]]


def least(candidates: list[Ranked], size: int, bound: int) -> tuple[list[Ranked], int]:
    """The `size` candidates of least rank, and the rank up to which they are all there are."""
    kept = sorted(candidates)[:size]
    return kept, (kept[-1][0] if len(kept) == size else bound)


class Sample:
    """The `size` texts of least rank, repetitions with them: every text if there are no more."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._offered, self._known = 0, MOST
        self._kept: list[Ranked] = []

        self.bound = MOST
        """Texts of a greater rank can't get in any more."""

    def add(self, candidates: Iterable[Ranked], bound: int, offered: int) -> None:
        """Take in a part of `offered` texts: those of rank `bound` or less."""
        self._offered += offered
        self._known = min(self._known, bound)
        self._kept += [one for one in candidates if one[0] <= self.bound]
        if len(self._kept) > 2 * self._size:
            self._cut()

    def texts(self) -> list[str]:
        """The sample, in the order of rank; raises ShortSample if it isn't sure to be it."""
        self._cut()
        whole = len(self._kept) == self._offered
        full = len(self._kept) == self._size and self._kept[-1][0] <= self._known
        if not (whole or full):
            raise ShortSample
        return [text for _, text in self._kept]

    def _cut(self) -> None:
        self._kept, self.bound = least(self._kept, self._size, self.bound)
