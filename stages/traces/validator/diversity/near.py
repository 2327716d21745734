"""Near duplicates: MinHash proposes pairs, the Jaccard index of their word 3-grams decides.

Broder, "On the resemblance and containment of documents" (1997); bands after Leskovec, Rajaraman,
Ullman, "Mining of Massive Datasets", section 3.4.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from stages.traces.validator.diversity.ngrams import Corpus, Ints, Words, mix

BANDS, ROWS = 20, 6
"""A pair of Jaccard index 0.8 shares a band, and so is proposed, in 997 of 1,000 cases."""

SIZE = 3
"""Words a shingle."""

CHUNK = 1000
"""Texts that are hashed at a time: so few shingles are still in the processor's cache."""

PAIRS = 1 << 15
"""Pairs that are compared at a time."""

Pairs = tuple[Ints, Ints]
Flags = NDArray[np.bool_]


class Shingles:
    """Distinct word 3-grams of each text, the texts one after the other."""

    def __init__(self, corpus: Corpus) -> None:
        grams, owners = corpus.ngrams(SIZE)
        order = np.lexsort((grams, owners))
        grams, owners = grams[order], owners[order]
        first = np.ones(len(grams), dtype=bool)
        first[1:] = (grams[1:] != grams[:-1]) | (owners[1:] != owners[:-1])
        self.grams = grams[first]
        self.sizes: Ints = np.bincount(owners[first], minlength=corpus.texts).astype(np.int64)
        self.starts: Ints = np.cumsum(self.sizes) - self.sizes

    def jaccard(self, ones: Ints, others: Ints) -> NDArray[np.float64]:
        """Of pairs of texts with shingles."""
        pairs = np.arange(len(ones))
        grams = np.concatenate([self._of(ones), self._of(others)])
        owners = np.concatenate(
            [np.repeat(pairs, self.sizes[ones]), np.repeat(pairs, self.sizes[others])]
        )
        order = np.lexsort((grams, owners))
        grams, owners = grams[order], owners[order]
        twice = (grams[1:] == grams[:-1]) & (owners[1:] == owners[:-1])
        shared = np.bincount(owners[1:][twice], minlength=len(ones))
        return shared / (self.sizes[ones] + self.sizes[others] - shared)

    def _of(self, texts: Ints) -> Words:
        sizes = self.sizes[texts]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.grams[np.repeat(self.starts[texts], sizes) + within]


def near_twins(corpus: Corpus, threshold: float) -> Flags:
    """Which texts have another one at or above the threshold; texts under 3 words have none."""
    shingles = Shingles(corpus)
    found = np.zeros(corpus.texts, dtype=bool)
    texts = np.flatnonzero(shingles.sizes)
    if not len(texts):
        return found
    for keys in _keys(shingles, texts):
        for ones, others in _pairs(keys):
            ones, others = texts[ones], texts[others]
            open_ = ~(found[ones] & found[others])
            ones, others = ones[open_], others[open_]
            near = shingles.jaccard(ones, others) >= threshold
            found[ones[near]] = found[others[near]] = True
    return found


def _keys(shingles: Shingles, texts: Ints) -> Words:
    """A word a band and text, shape (bands, texts): equal where all MinHashes of the band are."""
    keys = np.empty((BANDS, len(texts)), dtype=np.uint64)
    for start in range(0, len(texts), CHUNK):
        some = texts[start : start + CHUNK]
        starts = shingles.starts[some]
        first, stop = starts[0], starts[-1] + shingles.sizes[some[-1]]
        grams = shingles.grams[first:stop]
        for band in range(BANDS):
            keys[band, start : start + CHUNK] = _key(grams, starts - first, band)
    return keys


def _key(grams: Words, starts: Ints, band: int) -> Words:
    key = np.zeros(len(starts), dtype=np.uint64)
    for row in range(ROWS):
        salt = mix(np.array([band * ROWS + row + 1], dtype=np.uint64))
        key = mix(key + np.minimum.reduceat(mix(grams + salt), starts))
    return key


def _pairs(keys: Words) -> Iterator[Pairs]:
    """All pairs of places with equal keys, some at a time."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    left = np.arange(len(keys))
    distance = 1
    while len(left):
        left = left[left + distance < len(keys)]
        left = left[ordered[left] == ordered[left + distance]]
        for start in range(0, len(left), PAIRS):
            some = left[start : start + PAIRS]
            yield order[some], order[some + distance]
        distance += 1
