"""A set's valid rows as integers: what the checks of the set as a whole compute on.

A row takes 14 integers of 8 bytes, so that a million rows fit in some 110 MB.
"""

import zlib
from array import array
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from schemas.e1 import Answer, E1Row, FlowText, Split, parse_question, render_question, row_hash

Ints = NDArray[np.int64]

FIELDS = tuple(field.name for field in fields(FlowText))
NOMINAL = frozenset({"protocol", "service", "state"})
"""Fields without an order."""

MISSING = -1
LARGEST = 2**63 - 1
SPLITS: tuple[Split, ...] = get_args(Split)
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of one length, a row at the same place in each."""

    line: Ints
    question: Ints
    """Equal for equal questions: the row's hash."""

    twin: Ints
    """Equal for near-twins: the hash of the question without its time."""

    split: Ints
    """Places in SPLITS."""

    answer: Ints
    """Places in ANSWERS."""

    rendered: Ints
    """What the question says, shape (rows, len(FIELDS)); MISSING where it says nothing. The
    words of a nominal field stand as their checksums, so that sets agree without a vocabulary."""

    def __len__(self) -> int:
        return len(self.line)

    def take(self, rows: Ints | NDArray[np.bool_]) -> "Columns":
        """The rows at these places, or those where a mask is true."""
        return Columns(*(getattr(self, field.name)[rows] for field in fields(self)))

    def of_split(self, split: Split) -> "Columns":
        """The rows of one split."""
        return self.take(self.split == SPLITS.index(split))


class ColumnsBuilder:
    """Grows row by row."""

    def __init__(self) -> None:
        self._flat = array("q")

    def add(self, line: int, row: E1Row) -> None:
        """Append a row that stands at this line of its file."""
        flow = parse_question(row.question)
        twin = row_hash(render_question(flow.twin()))
        place = SPLITS.index(row.meta.split), ANSWERS.index(row.answer)
        self._flat.extend((line, _signed(row.meta.hash), _signed(twin), *place))
        self._flat.extend(_number(getattr(flow, name)) for name in FIELDS)

    def build(self) -> Columns:
        """All rows so far."""
        table = np.asarray(self._flat, dtype=np.int64).reshape(-1, 5 + len(FIELDS))
        line, question, twin, split, answer = table[:, :5].T
        return Columns(line, question, twin, split, answer, rendered=table[:, 5:])


def _signed(digest: str) -> int:
    return int.from_bytes(bytes.fromhex(digest), signed=True)


def _number(value: str | int | None) -> int:
    if value is None:
        return MISSING
    return _checksum(value) if isinstance(value, str) else min(value, LARGEST)


@lru_cache(maxsize=4096)
def _checksum(word: str) -> int:
    return zlib.crc32(word.encode())
