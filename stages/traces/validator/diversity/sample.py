"""A sample of a stream, of fixed size, that does not depend on the order of the stream."""

import numpy as np

from stages.traces.validator.diversity.fingerprints import Prints

Ranked = tuple[int, str]


class Sample:
    """The `size` texts of least hash: every text if there are no more."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._limit = np.uint64(np.iinfo(np.uint64).max)
        self._kept: list[Ranked] = []

    def add(self, texts: list[str], prints: Prints) -> None:
        """Take in a batch with its fingerprints."""
        ranks = prints[:, 0]
        chosen = np.flatnonzero(ranks <= self._limit).tolist()
        self._kept += [(int(ranks[number]), texts[number]) for number in chosen]
        if len(self._kept) > 2 * self._size:
            self._cut()

    def texts(self) -> list[str]:
        """The sample, in the order of the hash."""
        self._cut()
        return [text for _, text in self._kept]

    def _cut(self) -> None:
        self._kept.sort()
        del self._kept[self._size :]
        if len(self._kept) == self._size:
            self._limit = np.uint64(self._kept[-1][0])
