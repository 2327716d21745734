"""A ledger from sealed answers, so that a set can be gone on with elsewhere."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from schemas.seal import ANSWERS
from stages.common.errors import PipelineError
from stages.traces.ledger.answer import Answer, of_row
from stages.traces.ledger.ledger import Ledger
from stages.traces.sealing import columns
from stages.traces.sealing.read import read_seal

TOGETHER = 10_000


def restore(sealed: Path, folder: Path) -> int:
    """Put all sealed answers into the ledger of `folder`; returns how many.

    Raises PipelineError if the ledger has answers already: they might be the same ones.
    """
    read_seal(sealed)
    return asyncio.run(_restored(sealed / ANSWERS, folder))


async def _restored(answers: Path, folder: Path) -> int:
    count = 0
    with Ledger(folder) as ledger:
        if ledger.reader.execute("SELECT 1 FROM answers").fetchone():
            raise PipelineError("has answers already", where=str(folder), fix="nothing was changed")
        for some in _batches(answers):
            await ledger.record(some)
            count += len(some)
    return count


def _batches(path: Path) -> Iterator[list[Answer]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(TOGETHER, columns=columns.ANSWERS.names):
            yield [of_row(tuple(row.values())) for row in batch.to_pylist()]
