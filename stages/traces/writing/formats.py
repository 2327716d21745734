"""Write traces to an open file, in each of the formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple, TypeVar

import orjson
import pyarrow.parquet as pq
import zstandard

from schemas.sections.generate_traces import Format
from stages.traces.writing.columns import TABLE, flat, table
from stages.traces.writing.job import Trace

Item = TypeVar("Item")

BATCH = 20
"""Traces that are made before they are counted: so few are still in the processor's cache."""

GROUP = 1_000
"""Traces of a row group of Parquet, and of a write to a compressor."""

LEVEL = 3
"""Zstandard's own default, for both formats that compress."""


class Writer(NamedTuple):
    """How traces of a format are written."""

    render: Callable[[Trace], Any]
    """What is kept of a trace until it is written."""

    write: Callable[[IO[bytes], Iterable[Sequence[Any]]], None]
    """Write rendered traces, some at a time."""


def line(value: object) -> bytes:
    """A JSON value as a line."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def _jsonl(file: IO[bytes], parts: Iterable[Sequence[bytes]]) -> None:
    for part in parts:
        file.writelines(part)


def _zstandard(file: IO[bytes], parts: Iterable[Sequence[bytes]]) -> None:
    with zstandard.ZstdCompressor(LEVEL).stream_writer(file, closefd=False) as stream:
        for part in parts:
            for rows in batches(part, GROUP):
                stream.write(b"".join(rows))


def _parquet(file: IO[bytes], parts: Iterable[Sequence[Trace]]) -> None:
    with pq.ParquetWriter(file, TABLE, compression="zstd", compression_level=LEVEL) as writer:
        for part in parts:
            for rows in batches(part, GROUP):
                writer.write_table(table(rows))


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """All items, `size` at a time; the last ones may be fewer."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


WRITERS: Mapping[Format, Writer] = {
    "jsonl": Writer(line, _jsonl),
    "jsonl.zst": Writer(line, _zstandard),
    "parquet": Writer(flat, _parquet),
}
