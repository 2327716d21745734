"""What the metadata file says: of the quotas, of what was rejected, of the files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from schemas.traces_metadata import RejectedTraces, TraceFile
from stages.traces.writing.job import Schedule
from stages.traces.writing.kept import ShardAccount
from stages.traces.writing.quotas import Cell


def counted(schedule: Schedule) -> dict[str, dict[str, int]]:
    """Rows by domain and intent."""
    counts: dict[str, dict[str, int]] = {domain: {} for domain in schedule.domains}
    for cell, rows in schedule.counts.items():
        counts[cell.domain][cell.intent] = rows
    return counts


def rejected(files: Iterable[Path]) -> tuple[RejectedTraces, ...]:
    """Counts by cell, from the files of rejected traces."""
    traces: Counter[Cell] = Counter()
    codes: dict[Cell, Counter[str]] = {}
    for row in _lines(files):
        cell = Cell(row["domain"], row["intent"])
        traces[cell] += 1
        codes.setdefault(cell, Counter()).update(problem["code"] for problem in row["problems"])
    return tuple(
        RejectedTraces(
            domain=cell.domain,
            intent=cell.intent,
            traces=traces[cell],
            codes=dict(sorted(codes[cell].items())),
        )
        for cell in sorted(traces)
    )


def written_files(names: Iterable[str], accounts: Iterable[ShardAccount]) -> tuple[TraceFile, ...]:
    """The files by name and size."""
    return tuple(
        TraceFile(name=name, rows=account.rows, bytes=account.bytes)
        for name, account in zip(names, accounts, strict=True)
    )


def _lines(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in files:
        with path.open("rb") as file:
            yield from map(orjson.loads, file)
