"""The whole run: make the shards that are missing, sum them up, publish them."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from schemas.oracle_words import Oracle, Phase
from schemas.traces_files import metadata_file, trace_files
from schemas.traces_metadata import TracesMetadata, UnfilledTraces
from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.traces.writing.account import counted, rejected, written_files
from stages.traces.writing.diversity import diversity
from stages.traces.writing.formats import line
from stages.traces.writing.job import Job, Schedule
from stages.traces.writing.kept import Kept, ShardAccount, clear_unfinished
from stages.traces.writing.key import key
from stages.traces.writing.pool import in_processes
from stages.traces.writing.publish import place, replaced, replaced_file
from stages.traces.writing.shard import make_shard


@dataclass(frozen=True)
class Places:
    """Where a run writes."""

    traces: Path
    """The folder of the set; replaced as a whole."""

    rejects: Path
    """The file of rejected traces."""

    cache: Path
    """<cache>/<key>/ holds the finished shards of a run until all is published."""


@dataclass(frozen=True)
class Origin:
    """Where the traces of a set come from, if not from templates."""

    oracle: Oracle = "template"
    models: Mapping[Phase, str] = field(default_factory=dict)
    unfilled: tuple[UnfilledTraces, ...] = ()
    rejected: Iterable[Mapping[str, Any]] = ()
    """Candidates that were rejected before: rows like those of `Places.rejects`."""


TEMPLATE = Origin()


def generate(
    job: Job, places: Places, release: str, workers: int, origin: Origin = TEMPLATE
) -> TracesMetadata:
    """Make the set and return its account.

    Raises PipelineErrors for domains that there are not, and PipelineError if the set can't be
    written; what was there before is there still, and the shards that were finished are not made
    again by the next run.
    """
    schedule, folder = job.schedule, places.cache / key(job)
    try:
        with replaced(places.traces) as out, replaced_file(places.rejects) as rejects:
            shards = _finish(job, folder, workers)
            earlier = _earlier(origin, folder)
            metadata = _account(job, schedule, shards, release, origin, earlier)
            rejects.write(earlier.read_bytes())
            for shard, file in zip(shards, metadata.files, strict=True):
                place(shard.rows, out / file.name)
                rejects.write(shard.rejects.read_bytes())
            text = metadata.model_dump_json(indent=2) + "\n"
            (out / metadata_file(release)).write_text(text, encoding="utf-8")
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
    tasks = (partial(make_shard, job, folder, shard) for shard in missing)
    with progress("traces", total, "trace") as bar:
        for account in in_processes(tasks, len(missing), workers):
            bar.update(account.rows)
    return shards


def _earlier(origin: Origin, folder: Path) -> Path:
    """What was rejected before, in a file of its own."""
    path = folder / "earlier.rejects.jsonl"
    with path.open("wb") as file:
        file.writelines(map(line, origin.rejected))
    return path


def _account(
    job: Job,
    schedule: Schedule,
    shards: list[Kept],
    release: str,
    origin: Origin,
    earlier: Path,
) -> TracesMetadata:
    names = trace_files(release, job.shards, job.format)
    refused = rejected([earlier, *(kept.rejects for kept in shards)])
    return TracesMetadata(
        release=release,
        oracle=origin.oracle,
        models=dict(origin.models),
        wanted=job.recipe.total + sum(cell.traces for cell in origin.unfilled),
        total=job.recipe.total,
        unfilled=origin.unfilled,
        seed=job.recipe.seed,
        created_at=job.recipe.created_at,
        format=job.format,
        generated=job.recipe.total + sum(cell.traces for cell in refused),
        rejected=refused,
        diversity=diversity(shards, shards[0].folder),
        counts=counted(schedule),
        files=written_files(names, [_finished(kept) for kept in shards]),
    )


def _finished(kept: Kept) -> ShardAccount:
    account = kept.account()
    if account is None:
        raise PipelineError("was changed while the run went on", where=str(kept.rows))
    return account


def _unwritable(error: OSError, folder: Path) -> PipelineError:
    kept = folder.exists() and f"; the finished shards are kept in {folder}"
    return PipelineError(
        error.strerror or str(error),
        where=error.filename2 or error.filename or str(folder),  # of two, what was written
        fix=f"see to it and run it again{kept or ''}",
    )
