"""One shard: the unit of work and of resume."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stages.common.files import atomic
from stages.traces.writing.fill import Reject, filled
from stages.traces.writing.formats import WRITERS, lines
from stages.traces.writing.job import Job, Trace
from stages.traces.writing.kept import Kept, ShardAccount


def make_shard(job: Job, folder: Path, shard: int) -> ShardAccount:
    """Write one shard and its account to `folder`, which must exist.

    A function of the job and the number; what it writes is the same wherever it runs. The account
    comes last: a shard without one isn't finished.
    """
    kept = Kept(folder, shard, job.format)
    start, stop = job.rows(shard)
    with atomic(kept.rejects, "wb") as rejects, atomic(kept.rows, "wb") as file:

        def reject(row: dict[str, Any]) -> None:
            rejects.write(lines([row]))

        with _uncollected():
            WRITERS[job.format](file, shard_traces(job, shard, reject))
        for written in (rejects, file):
            written.flush()
            os.fsync(written.fileno())
        account = ShardAccount(rows=stop - start, bytes=file.tell(), rejects_bytes=rejects.tell())
    kept.finish(account)
    return account


def shard_traces(job: Job, shard: int, reject: Reject) -> Iterator[Trace]:
    """The traces of one shard."""
    quotas = job.quotas
    return filled(quotas.slots(*job.rows(shard)), quotas, job.workshop, reject)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: traces have none, and it takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
