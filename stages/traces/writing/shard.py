"""One shard: the unit of work and of resume."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stages.common.files import atomic
from stages.traces.validator.diversity.sample import SAMPLED, bound
from stages.traces.validator.diversity.tally import Tally
from stages.traces.writing.fill import Reject, sound
from stages.traces.writing.formats import BATCH, WRITERS, batches, line
from stages.traces.writing.job import Job, Trace
from stages.traces.writing.kept import Kept, ShardAccount
from stages.traces.writing.uncollected import uncollected

TOGETHER = 10_000
"""Rows that are kept in memory until they are in order, some 3.5 kB each."""


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
            rejects.write(line(row))

        with uncollected():
            WRITERS[job.format].write(file, _parts(job, shard, reject, tally))
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
    """The traces of one shard, in order."""
    schedule, workshop = job.schedule, job.workshop
    for slot in schedule.slots(*job.rows(shard)):
        yield sound(slot, schedule, workshop, reject)


def _parts(job: Job, shard: int, reject: Reject, tally: Tally) -> Iterator[list[Any]]:
    """The same, rendered for the format of the job and counted, TOGETHER at a time.

    They are made cell by cell and then put in order: what belongs to a cell is still in the
    processor's cache when its next trace is made, which takes two thirds of the time.
    """
    schedule, workshop, render = job.schedule, job.workshop, WRITERS[job.format].render
    for slots in batches(schedule.slots(*job.rows(shard)), TOGETHER):
        rows: dict[int, Any] = {}
        for places in batches(sorted(range(len(slots)), key=lambda n: slots[n].cell), BATCH):
            traces = [sound(slots[place], schedule, workshop, reject) for place in places]
            tally.add(traces)
            rows.update(zip(places, map(render, traces), strict=True))
        yield [rows[place] for place in range(len(slots))]
