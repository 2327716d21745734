"""Read files of traces back, a batch in memory at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson
import pyarrow.parquet as pq
import zstandard

from stages.traces.writing.formats import GROUP
from stages.traces.writing.job import Trace

PACKED = 1 << 14
"""Bytes that are unpacked at a time."""


def read_traces(path: Path) -> Iterator[Trace]:
    """The traces of one file of any format, which its name tells."""
    return map(nested, table_rows(path)) if is_table(path) else map(orjson.loads, text_lines(path))


def is_table(path: Path) -> bool:
    """Whether a file is Parquet; others are lines."""
    return path.suffix == ".parquet"


def table_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, JSON still as text."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(GROUP):
            yield from batch.to_pylist()


def text_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, plain or compressed. Raises EOFError if it ends within a frame."""
    with path.open("rb") as file:
        if path.suffix != ".zst":
            yield from file
            return
        rest = b""
        for part in _unpacked(file):
            *whole, rest = (rest + part).split(b"\n")
            yield from whole
        if rest:
            yield rest


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    """What the frames of a file hold. `stream_reader` would take a file that was cut for whole."""
    frame = None
    while packed := file.read(PACKED):
        while packed:
            frame = frame or zstandard.ZstdDecompressor().decompressobj()
            yield frame.decompress(packed)
            packed, frame = frame.unused_data, None if frame.eof else frame
    if frame:
        raise EOFError("the compressed data end too early")


def nested(row: dict[str, Any]) -> Trace:
    """The trace of a row of a table: the reverse of `stages.traces.writing.columns.flat`."""
    policy, graph = row["policy"], row["graph"]
    policy["scope_limits"] = orjson.loads(policy["scope_limits"])
    for call in graph["calls"]:
        call["arguments"] = orjson.loads(call["arguments"])
    return {**row, "metadata": orjson.loads(row["metadata"])}
