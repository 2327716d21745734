"""Hashes of flow content: equal on any machine, in any order, with any number of workers."""

import numpy as np

from stages.flows.record import Array, Words

_STEP = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, the increment of SplitMix64
_HALF = np.uint64(32)


def mix(words: Words) -> Words:
    """SplitMix64's finaliser: a bijection of 64-bit words (Steele, Lea, Flood, OOPSLA 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def combine(columns: list[Array]) -> Words:
    """One hash a row; rows that differ in one column never collide: each step is a bijection."""
    state = np.full(len(columns[0]), _STEP, dtype=np.uint64)
    for column in columns:
        state ^= _words(column)
        state *= _STEP
        state ^= state >> _HALF
    return mix(state)


def seeded_rank(content: Words, seed: int) -> Words:
    """The order in which rows are preferred under a seed; a bijection of `content`."""
    return mix(content + mix(np.array([seed], dtype=np.uint64) + _STEP))


def _words(column: Array) -> Words:
    if column.dtype == np.uint64:
        return column.astype(np.uint64, copy=False)
    return column.astype(np.int64).view(np.uint64)
