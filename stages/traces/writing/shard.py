"""One shard: the unit of work and of resume."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stages.common.files import atomic
from stages.traces.validator.diversity.sample import SAMPLED, bound
from stages.traces.validator.diversity.tally import Tally
from stages.traces.writing.fill import Reject, filled
from stages.traces.writing.formats import BATCH, WRITERS, batches, lines
from stages.traces.writing.job import Job, Trace
from stages.traces.writing.kept import Kept, ShardAccount
from stages.traces.writing.uncollected import uncollected


def make_shard(job: Job, folder: Path, shard: int) -> ShardAccount:
    """Write one shard and its account to `folder`, which must exist.

    A function of the job and the number; what it writes is the same wherever it runs. The account
    comes last: a shard without one isn't finished.
    """
    kept = Kept(folder, shard, job.format)
    start, stop = job.rows(shard)
    tally = Tally(bound(job.recipe.total, SAMPLED))
    with (
        atomic(kept.tally, "wb") as tallied,
        atomic(kept.rejects, "wb") as rejects,
        atomic(kept.rows, "wb") as file,
    ):

        def reject(row: dict[str, Any]) -> None:
            rejects.write(lines([row]))

        with uncollected():
            WRITERS[job.format](file, _counted(shard_traces(job, shard, reject), tally))
        tallied.write(tally.dumps())
        for written in (tallied, rejects, file):
            written.flush()
            os.fsync(written.fileno())
        account = ShardAccount(
            rows=stop - start,
            bytes=file.tell(),
            rejects_bytes=rejects.tell(),
            tally_bytes=tallied.tell(),
        )
    kept.finish(account)
    return account


def shard_traces(job: Job, shard: int, reject: Reject) -> Iterator[Trace]:
    """The traces of one shard."""
    quotas = job.quotas
    return filled(quotas.slots(*job.rows(shard)), quotas, job.workshop, reject)


def _counted(traces: Iterator[Trace], tally: Tally) -> Iterator[Trace]:
    for batch in batches(traces, BATCH):
        tally.add(batch)
        yield from batch
