"""Parse a block of a delimited text file into typed columns, keeping every line's number.

PyArrow's CSV reader does the work. A block in which it finds something that is not a number is
parsed again value by value, so that only the rows at fault are lost.
"""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from stages.flows.blocks import Block
from stages.flows.record import NULL, Flags, Ints
from stages.flows.rejects import Reject

TEXT = pa.dictionary(pa.int32(), pa.binary())
Reals = npt.NDArray[np.float64]

_ASCII = bytes(code if code < 128 else ord("?") for code in range(256))
_TOO_LARGE = 2.0**63
_TOO_LONG = 9e12
"""Of a duration: in seconds it is still less than 2**63 microseconds."""


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
        return self._rows[int(self.lines[index]) - self.block.first_line].decode(errors="replace")

    @cached_property
    def _rows(self) -> list[bytes]:
        return self.block.lines() if self.block else []


def parse(block: Block, layout: Layout, file: str) -> Table:
    """The rows of a block; those with a wrong number of columns or a bad number are rejects."""
    odd: list[tuple[int, int]] = []
    try:
        columns = _read(block, layout, odd, texts_only=False)
    except pa.ArrowInvalid:
        odd.clear()
        columns = _read(block, layout, odd, texts_only=True)
    numbers = {
        **layout.counts,
        **({} if layout.duration is None else {"duration": layout.duration}),
    }
    bad: dict[int, str] = {}
    nulls = frozenset(layout.nulls)
    arrays = {
        role: numbers_of(columns.column(str(at)).combine_chunks(), role, nulls, bad)
        for role, at in numbers.items()
    }
    size = columns.num_rows
    table = Table(
        file=file,
        lines=_lines(block.first_line, size, [number for number, _ in odd]),
        texts={role: _dictionary(columns, at) for role, at in layout.texts.items()},
        counts={role: whole(arrays[role], role, bad) for role in layout.counts},
        duration=duration_of(arrays.get("duration", np.full(size, np.nan)), bad),
        wrong=np.zeros(size, dtype=np.bool_),
        rejects=[],
        block=block,
        nulls=nulls,
    )
    _reject_odd(table, layout, odd)
    refuse(table, bad, layout.header)
    return table


def _read(
    block: Block, layout: Layout, odd: list[tuple[int, int]], *, texts_only: bool
) -> pa.Table:
    """Columns by position, as strings; rows of another width go to `odd` (row number, width)."""
    types: dict[str, pa.DataType] = {str(at): TEXT for at in layout.texts.values()}
    types |= {str(at): TEXT if texts_only else pa.int64() for at in layout.counts.values()}
    if layout.duration is not None:
        types[str(layout.duration)] = TEXT if texts_only else pa.float64()

    def skip(row: csv.InvalidRow) -> str:
        odd.append((row.number, row.actual_columns))
        return "skip"

    return csv.read_csv(
        pa.BufferReader(_tidy(block.data, layout)),
        read_options=csv.ReadOptions(
            column_names=[str(at) for at in range(layout.width)],
            block_size=len(block.data) + 1,
            use_threads=False,  # blocks are parsed side by side; and row numbers need it
        ),
        parse_options=csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char=False,
            ignore_empty_lines=False,
            invalid_row_handler=skip,
        ),
        convert_options=csv.ConvertOptions(
            include_columns=list(types), column_types=types, null_values=list(layout.nulls)
        ),
    )


def _tidy(data: bytes, layout: Layout) -> bytes:
    """The same rows without what PyArrow takes amiss: comments as long as a row, carriage returns
    within a line (it ends the line there), rows of another width that are not UTF-8 (it fails).
    """
    comment = layout.comment
    if comment and comment in data:  # a byte is found a hundred times faster than a line's start
        data = re.sub(rb"(?m)^" + re.escape(comment) + rb".*", comment, data)
    if b"\r" in data:
        data = re.sub(rb"\r(?!\n|\Z)", b" ", data)
    try:
        data.decode()
    except UnicodeDecodeError:
        delimiter, most = layout.delimiter.encode(), layout.width - 1
        lines = data.split(b"\n")
        data = b"\n".join(
            line if line.count(delimiter) == most else line.translate(_ASCII) for line in lines
        )
    return data


def _lines(first: int, rows: int, odd: list[int]) -> Ints:
    """Line numbers of the parsed rows: all but the odd ones."""
    if not odd:
        return np.arange(first, first + rows, dtype=np.int64)
    kept = np.ones(rows + len(odd), dtype=np.bool_)
    kept[np.array(odd) - 1] = False
    return np.flatnonzero(kept).astype(np.int64) + first


def _dictionary(columns: pa.Table, at: int) -> pa.DictionaryArray:
    return columns.column(str(at)).combine_chunks()


def numbers_of(
    column: pa.Array, role: str, nulls: frozenset[str], bad: dict[int, str]
) -> npt.NDArray[Any]:
    """A column as numbers, NaN where empty; values that are none are noted in `bad` by row."""
    if not pa.types.is_dictionary(column.type):
        if column.null_count == 0:
            return column.to_numpy(zero_copy_only=False)
        missing = NULL if pa.types.is_integer(column.type) else math.nan
        return pc.fill_null(column, missing).to_numpy(zero_copy_only=False)
    values = [_number(word, nulls) for word in column.dictionary.to_pylist()]
    at_rows = column.indices.to_numpy(zero_copy_only=False)
    for code, value in enumerate(values):
        if value is None:
            word = column.dictionary[code].as_py().decode(errors="replace")
            bad.update(dict.fromkeys(np.flatnonzero(at_rows == code).tolist(), f"{role} {word}"))
    return np.array([math.nan if value is None else value for value in values])[at_rows]


def _number(word: bytes, nulls: frozenset[str]) -> float | None:
    """A decimal, `Infinity`, `NaN` or 0x-number; NaN for what stands for null, None for others."""
    text = word.strip().decode("latin-1")
    if text in nulls:
        return math.nan
    try:
        if "_" in text:  # Python's own way to group digits
            return None
        return float(int(text, 16)) if text.lower().startswith("0x") else float(text)
    except (ValueError, OverflowError):
        return None


def whole(values: npt.NDArray[Any], role: str, bad: dict[int, str]) -> Ints:
    """Numbers as integers, NULL where there is none; others are noted in `bad` by row."""
    if values.dtype == np.int64:
        return values
    finite = np.isfinite(values)
    unfit = finite & ((np.floor(values) != values) | (np.abs(values) >= _TOO_LARGE))
    bad.update((row, f"{role} {values[row]:g}") for row in np.flatnonzero(unfit).tolist())
    return np.where(finite & ~unfit, values, NULL).astype(np.int64)


def duration_of(values: npt.NDArray[Any], bad: dict[int, str]) -> Reals:
    """Numbers as durations; impossible ones are noted in `bad` by row."""
    unfit = np.isfinite(values) & (np.abs(values) >= _TOO_LONG)
    if unfit.any():
        bad.update((row, f"duration {values[row]:g}") for row in np.flatnonzero(unfit).tolist())
        values = np.where(unfit, np.nan, values)
    return values.astype(np.float64, copy=False)


def refuse(table: Table, bad: dict[int, str], header: str = "") -> None:
    """Reject the rows of `bad`; a repeated header is one of them."""
    for index, value in bad.items():
        table.wrong[index] = True
        line, text = int(table.lines[index]), table.row(index)
        again = bool(header) and text == header
        reason, value = ("repeated header", "") if again else ("not a number", value)
        table.rejects.append(Reject(table.file, line, reason, value, text))


def _reject_odd(table: Table, layout: Layout, odd: list[tuple[int, int]]) -> None:
    block = table.block
    assert block is not None
    for number, width in odd:
        row = table._rows[number - 1]
        if layout.comment and row.startswith(layout.comment):
            continue
        value, text = f"{width} columns, not {layout.width}", row.decode(errors="replace")
        line = block.first_line + number - 1
        table.rejects.append(Reject(table.file, line, "wrong column count", value, text))
