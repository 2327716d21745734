"""Text columns, handled by their distinct values."""

import math
import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from stages.flows.record import Ints, Words, word_hash
from stages.flows.sieve import Sieve

_FEW = 1 << 16
_NO_WORD = frozenset({"", "-", "(empty)"})
_WORD = re.compile(r"[a-z0-9][\w.,+/-]{0,39}", re.ASCII)


def words_of(
    sieve: Sieve, role: str, normal: Callable[[str], str]
) -> tuple[list[str | None], Ints]:
    """The distinct words of a column and each row's place among them."""
    column = sieve.table.texts.get(role)
    if column is None:
        return [None], np.zeros(len(sieve.table.lines), dtype=np.int64)
    words: list[str | None] = []
    rows = indices(column)
    for code, raw in enumerate(column.dictionary.to_pylist()):
        text = decoded(raw).strip()
        word = None if text in _NO_WORD | sieve.table.nulls else normal(text)
        if word is not None and not _WORD.fullmatch(word):
            sieve.refuse(rows == code, "unreadable text", f"{role} {text}")
            word = None
        words.append(word)
    return words, rows


def combinations(columns: list[pa.DictionaryArray]) -> tuple[Ints, list[tuple[int, ...]]]:
    """Each row's combination of codes: its place in the list of those that occur."""
    sizes = tuple(len(column.dictionary) for column in columns)
    joint = np.ravel_multi_index([indices(column) for column in columns], sizes)
    if math.prod(sizes) <= _FEW:
        present = np.flatnonzero(np.bincount(joint, minlength=1))
        place = np.zeros(math.prod(sizes), dtype=np.int64)
        place[present] = np.arange(len(present))
        rows = place[joint]
    else:  # labels that are hardly labels; the table would not fit
        present, rows = np.unique(joint, return_inverse=True)
    codes = np.stack(np.unravel_index(present, sizes), axis=1)
    return rows, [tuple(code) for code in codes.tolist()]


def indices(column: pa.DictionaryArray) -> Ints:
    """Each row's code."""
    return column.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def decoded(word: bytes) -> str:
    """UTF-8, or else Latin-1, in which every byte is a character: label tables decide on it."""
    try:
        return word.decode()
    except UnicodeDecodeError:
        return word.decode("latin-1")


def hashes(words: list[str | None]) -> Words:
    """One hash a word, the same on any machine."""
    return np.array([word_hash(word) for word in words], dtype=np.uint64)
