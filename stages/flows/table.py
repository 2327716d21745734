"""The columns of some rows of a file, before they are flows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stages.flows.blocks import Block
from stages.flows.record import Flags, Ints
from stages.flows.rejects import Reject

TEXT = pa.dictionary(pa.int32(), pa.binary())
"""Bytes and not strings: whether a value is UTF-8 is found out value by value."""

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """The columns of a file, by position, and what is read from them."""

    width: int
    """Columns a row."""

    texts: dict[str, int]
    """Position by role: protocol, service, state, and the label columns."""

    counts: dict[str, int]
    """Whole numbers by role: ports, packets, bytes."""

    duration: int | None
    """Position of the duration."""

    delimiter: str = ","
    nulls: tuple[str, ...] = ("", "-")
    comment: bytes | None = None
    """How lines that are no rows begin."""

    header: str = ""
    """The header line, which concatenated tables repeat."""


@dataclass
class Table:
    """Columns of equal length, one entry a row."""

    file: str
    """Relative to the source's folder."""

    lines: Ints
    """Line numbers in the file, counted from 1."""

    texts: dict[str, pa.DictionaryArray]
    counts: dict[str, Ints]
    """NULL where there is no value."""

    duration: Reals
    """In the unit of the file; NaN where there is no value."""

    wrong: Flags
    """Rows in which something is not a number; also in `rejects`."""

    rejects: list[Reject]
    block: Block | None = None
    """The text that was parsed, if the file is a text file."""

    nulls: frozenset[str] = frozenset()
    """What stands for no value in this file."""

    def row(self, index: int) -> str:
        """A row as it stands in the file."""
        if self.block is None:
            return ""
        return self.rows[int(self.lines[index]) - self.block.first_line].decode(errors="replace")

    @cached_property
    def rows(self) -> list[bytes]:
        """The lines of the block; none where there is no text."""
        return self.block.lines() if self.block else []


def refuse(table: Table, bad: dict[int, str], header: str = "") -> None:
    """Reject the rows of `bad`; a repeated header is one of them."""
    for index, value in bad.items():
        table.wrong[index] = True
        line, text = int(table.lines[index]), table.row(index)
        again = bool(header) and text == header
        reason, value = ("repeated header", "") if again else ("not a number", value)
        table.rejects.append(Reject(table.file, line, reason, value, text))
