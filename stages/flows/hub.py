"""Preprocessed copies of IoT-23, as the Hub has them: CSV or Parquet with Zeek's column names.

For example 19kmunz/iot-23-preprocessed. They have lost the capture, so the file names the scenario.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stages.common.errors import PipelineError
from stages.flows import labels, zeek
from stages.flows.assemble import Reading
from stages.flows.blocks import read_line
from stages.flows.csv_header import CsvHeader
from stages.flows.shares import Detected, FileKind, Share, text_shares
from stages.flows.table import TEXT, Layout, Table
from stages.flows.tabulate import tabulate

_BATCH_ROWS = 100_000
_REFETCH = "fetch it again or point the source at a whole copy"


def is_table(path: PurePosixPath) -> bool:
    """Whether a file's name is that of a table."""
    return path.name.endswith((".csv", ".csv.gz"))


def is_parquet(path: PurePosixPath) -> bool:
    """Whether a file's name is that of a Parquet table."""
    return path.name.endswith(".parquet")


def scenario(path: PurePosixPath) -> str:
    """The file's name without its ending."""
    return path.name.split(".")[0]


def detect(file: IO[bytes], path: Path) -> Detected:
    """Read the header of a CSV table, separated by commas or, on Kaggle, by bars."""
    line = read_line(file, path)
    delimiter = "|" if line.count("|") > line.count(",") else ","
    header = CsvHeader.of(line, path, delimiter)
    layout, reading = _layout(header, delimiter)
    return Detected(layout, reading, first_line=2)


def parquet_shares(path: Path, name: str) -> Iterator[Share]:
    """The batches of a Parquet file; raises PipelineError if it is damaged."""
    try:
        with pq.ParquetFile(path) as source:
            columns = source.schema_arrow.names
            layout, reading = _layout(CsvHeader(tuple(map(str.lower, columns)), path), ",")
            wanted = [*layout.texts.values(), *layout.counts.values(), layout.duration]
            first = 1
            for batch in source.iter_batches(
                _BATCH_ROWS, columns=[columns[at] for at in wanted if at is not None]
            ):
                table = partial(_table, batch, columns, layout, name, first)
                yield Share(table, reading, size=batch.nbytes)
                first += len(batch)
    except (pa.ArrowInvalid, OSError) as error:
        raise PipelineError(
            f"damaged Parquet data ({error})", where=str(path), fix=_REFETCH
        ) from None


def _layout(header: CsvHeader, delimiter: str) -> tuple[Layout, Reading]:
    roles = {"label": header.label("label")}
    if (detail := header.at(*zeek.DETAILS)) is not None:
        roles["detail"] = detail
    layout = Layout(
        width=len(header.names),
        texts=header.positions(_one(zeek.TEXTS)) | roles,
        counts=header.positions(_one(zeek.COUNTS)),
        duration=header.at("duration"),
        delimiter=delimiter,
        header=header.line,
    )
    labeller = labels.hub if detail is None else labels.zeek
    return layout, Reading(labeller, tuple(roles), microseconds=1e6, state_of=zeek.state_of)


def _one(roles: dict[str, str]) -> dict[str, tuple[str]]:
    return {role: (name,) for role, name in roles.items()}


def _table(batch: pa.RecordBatch, names: list[str], layout: Layout, file: str, first: int) -> Table:
    return tabulate(
        file,
        np.arange(first, first + len(batch), dtype=np.int64),
        layout,
        text=lambda at: _words(batch.column(names[at])),
        number=lambda at: _plain(batch.column(names[at])),
    )


def _plain(column: pa.Array) -> pa.Array:
    """Numbers as doubles, others as text."""
    numeric = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    return column.cast(pa.float64(), safe=False) if numeric else _words(column)


def _words(column: pa.Array) -> pa.DictionaryArray:
    words = pc.fill_null(column.cast(pa.string()), "")
    return words.cast(pa.binary()).dictionary_encode().cast(TEXT)


TABLES = FileKind(is_table, scenario, text_shares(detect))
PARQUET = FileKind(is_parquet, scenario, parquet_shares)
