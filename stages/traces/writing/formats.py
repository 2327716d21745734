"""Write traces to an open file, in each of the formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import IO

import orjson
import pyarrow.parquet as pq
import zstandard

from schemas.sections.generate_traces import Format
from stages.traces.writing.columns import TABLE, table
from stages.traces.writing.job import Trace

BATCH = 20
"""Traces that are made before they are written: so few are still in the processor's cache."""

GROUP = 1_000
"""Traces of a row group of Parquet."""

LEVEL = 3
"""Zstandard's own default, for both formats that compress."""


def _jsonl(file: IO[bytes], traces: Iterator[Trace]) -> None:
    for batch in batches(traces, BATCH):
        file.write(lines(batch))


def _zstandard(file: IO[bytes], traces: Iterator[Trace]) -> None:
    with zstandard.ZstdCompressor(LEVEL).stream_writer(file, closefd=False) as stream:
        for batch in batches(traces, BATCH):
            stream.write(lines(batch))


def _parquet(file: IO[bytes], traces: Iterator[Trace]) -> None:
    with pq.ParquetWriter(file, TABLE, compression="zstd", compression_level=LEVEL) as writer:
        for batch in batches(traces, GROUP):
            writer.write_table(table(batch))


def batches(traces: Iterator[Trace], size: int) -> Iterator[list[Trace]]:
    """All traces, `size` at a time; the last ones may be fewer."""
    while batch := list(islice(traces, size)):
        yield batch


def lines(values: Iterable[object]) -> bytes:
    """A JSON value a line."""
    return b"".join([orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) for value in values])


WRITERS: Mapping[Format, Callable[[IO[bytes], Iterator[Trace]], None]] = {
    "jsonl": _jsonl,
    "jsonl.zst": _zstandard,
    "parquet": _parquet,
}
