"""Read files of traces back, a batch in memory at a time."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson
import pyarrow.parquet as pq
import zstandard

from stages.traces.writing.formats import GROUP
from stages.traces.writing.job import Trace


def read_traces(path: Path) -> Iterator[Trace]:
    """The traces of one file of any format, which its name tells."""
    if path.suffix == ".parquet":
        yield from _parquet(path)
        return
    with path.open("rb") as file:
        yield from map(orjson.loads, _unpacked(file) if path.suffix == ".zst" else file)


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file))


def _parquet(path: Path) -> Iterator[Trace]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(GROUP):
            yield from map(nested, batch.to_pylist())


def nested(row: dict[str, Any]) -> Trace:
    """The trace of a row of a table: the reverse of `stages.traces.writing.columns.flat`."""
    policy, graph = row["policy"], row["graph"]
    policy["scope_limits"] = orjson.loads(policy["scope_limits"])
    for call in graph["calls"]:
        call["arguments"] = orjson.loads(call["arguments"])
    return {**row, "metadata": orjson.loads(row["metadata"])}
