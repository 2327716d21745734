"""The whole run: make the shards that are missing, measure the set, publish it."""

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from schemas.traces_metadata import TracesMetadata
from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.traces.writing.account import counted, rejected, trace_files
from stages.traces.writing.job import Job, Trace
from stages.traces.writing.kept import Kept, ShardAccount, clear_unfinished
from stages.traces.writing.key import key
from stages.traces.writing.pool import make_shards
from stages.traces.writing.publish import place, replaced, replaced_file
from stages.traces.writing.read import read_traces

Diversity = Callable[[Iterable[Trace]], dict[str, Any]]
"""Figures of a whole set that is too large for memory."""


@dataclass(frozen=True)
class Places:
    """Where a run writes."""

    traces: Path
    """The folder of the set; replaced as a whole."""

    rejects: Path
    """The file of rejected traces."""

    cache: Path
    """<cache>/<key>/ holds the finished shards of a run until all is published."""


def generate(
    job: Job, places: Places, release: str, workers: int, diversity: Diversity
) -> TracesMetadata:
    """Make the set and return its account.

    Raises PipelineError if it can't be written; what was there before is there still, and the
    shards that were finished are not made again by the next run.
    """
    folder = places.cache / key(job)
    try:
        with replaced(places.traces) as out, replaced_file(places.rejects) as rejects:
            shards = _finish(job, folder, workers)
            metadata = _account(job, shards, release, diversity)
            for shard, file in zip(shards, metadata.files, strict=True):
                place(shard.rows, out / file.name)
                rejects.write(shard.rejects.read_bytes())
            text = metadata.model_dump_json(indent=2) + "\n"
            (out / f"metadata-{release}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(error, folder) from error
    shutil.rmtree(folder)
    return metadata


def _finish(job: Job, folder: Path, workers: int) -> list[Kept]:
    """Make the shards that `folder` doesn't have; returns all."""
    folder.mkdir(parents=True, exist_ok=True)
    clear_unfinished(folder)
    shards = [Kept(folder, shard, job.format) for shard in range(job.shards)]
    missing = [kept.shard for kept in shards if kept.account() is None]
    if done := len(shards) - len(missing):
        print(f"traces: {done} of {len(shards)} shards are there already", file=sys.stderr)
    total = sum(stop - start for start, stop in map(job.rows, missing))
    with progress("traces", total, "trace") as bar:
        for account in make_shards(job, folder, missing, workers):
            bar.update(account.rows)
    return shards


def _account(job: Job, shards: list[Kept], release: str, diversity: Diversity) -> TracesMetadata:
    names = [file_name(release, shard, job) for shard in range(job.shards)]
    files = trace_files(names, [_finished(kept) for kept in shards])
    refused = rejected(kept.rejects for kept in shards)
    traces = chain.from_iterable(read_traces(kept.rows) for kept in shards)
    return TracesMetadata(
        release=release,
        total=job.recipe.total,
        seed=job.recipe.seed,
        created_at=job.recipe.created_at,
        format=job.format,
        generated=job.recipe.total + sum(cell.traces for cell in refused),
        rejected=refused,
        counts=counted(job.quotas),
        files=files,
        diversity=diversity(traces),
    )


def file_name(release: str, shard: int, job: Job) -> str:
    """`gold-traces-test-00000-of-00001.jsonl`."""
    return f"gold-traces-{release}-{shard:05d}-of-{job.shards:05d}.{job.format}"


def _finished(kept: Kept) -> ShardAccount:
    account = kept.account()
    if account is None:
        raise PipelineError("was changed while the run went on", where=str(kept.rows))
    return account


def _unwritable(error: OSError, folder: Path) -> PipelineError:
    kept = folder.exists() and f"; the finished shards are kept in {folder}"
    return PipelineError(
        error.strerror or str(error),
        where=error.filename or str(folder),
        fix=f"see to it and run it again{kept or ''}",
    )
