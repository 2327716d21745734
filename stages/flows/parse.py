"""Parse a block of a delimited text file into typed columns, keeping every line's number.

PyArrow's CSV reader does the work. A block in which it finds something that is not a number is
parsed again value by value, so that only the rows at fault are lost.
"""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv

from stages.flows.blocks import Block
from stages.flows.record import Ints
from stages.flows.rejects import Reject
from stages.flows.table import TEXT, Layout, Table
from stages.flows.tabulate import tabulate

_ASCII = bytes(code if code < 128 else ord("?") for code in range(256))


def parse(block: Block, layout: Layout, file: str) -> Table:
    """The rows of a block; those with a wrong number of columns or a bad number are rejects."""
    odd: list[tuple[int, int]] = []
    try:
        columns = _read(block, layout, odd, texts_only=False)
    except pa.ArrowInvalid:
        odd.clear()
        columns = _read(block, layout, odd, texts_only=True)

    def column(at: int) -> pa.Array:
        return columns.column(str(at)).combine_chunks()

    lines = _lines(block.first_line, columns.num_rows, [number for number, _ in odd])
    rejects = list(_odd_rows(block, layout, odd, file))
    return tabulate(file, lines, layout, column, column, rejects, block)


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
    if not data.isascii():
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


def _odd_rows(
    block: Block, layout: Layout, odd: list[tuple[int, int]], file: str
) -> Iterator[Reject]:
    rows = block.lines() if odd else []
    for number, width in odd:
        row = rows[number - 1]
        if layout.comment and row.startswith(layout.comment):
            continue
        value, text = f"{width} columns, not {layout.width}", row.decode(errors="replace")
        yield Reject(file, block.first_line + number - 1, "wrong column count", value, text)
