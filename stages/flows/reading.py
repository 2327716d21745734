"""Stream a source's files into batches of flows, several shares at a time, in order."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TypeVar

from schemas.manifest import Manifest, SourceFile
from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.flows.assemble import Batch, assemble
from stages.flows.record import Coder, Flows
from stages.flows.shares import FileKind, Share
from stages.flows.spill import divided

Work = TypeVar("Work")
Result = TypeVar("Result")
Job = tuple[Share, Path, str]
"""A share, the file it is from, and the scenario of that file."""


def read_source(
    root: Path, manifest: Manifest, kinds: tuple[FileKind, ...], coder: Coder, workers: int
) -> Iterator[tuple[Batch, list[Flows]]]:
    """All batches of a source, file after file, and their flows divided by partition.

    Raises PipelineError if the source has no file of these kinds, or one that is empty, damaged,
    cut off or of another format.
    """
    chosen = [(file, kind) for file in manifest.files if (kind := _kind(file, kinds))]
    if not chosen:
        raise PipelineError(
            f"none of the {len(manifest.files)} files is a log or table of flows",
            where=str(root),
            fix=f"check fetch.sources.{manifest.source}.location and .files in params.yaml",
        )
    packed = any(file.path.endswith((".gz", ".parquet")) for file, _ in chosen)
    total = None if packed else sum(file.size for file, _ in chosen)
    jobs = (job for file, kind in chosen for job in _jobs(root / file.path, file.path, kind))
    with progress(f"read {manifest.source}", total, "B") as bar:
        for (share, _, _), done in in_order(jobs, lambda job: _run(job, coder), workers):
            bar.update(share.size)
            yield done


def in_order(
    work: Iterator[Work], run: Callable[[Work], Result], workers: int
) -> Iterator[tuple[Work, Result]]:
    """Results in the order of the work; at most two items a worker are under way."""
    count = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(count) as pool:
        pending: deque[tuple[Work, Future[Result]]] = deque()
        for item in work:
            pending.append((item, pool.submit(run, item)))
            if len(pending) == 2 * count:
                first, future = pending.popleft()
                yield first, future.result()
        for item, future in pending:
            yield item, future.result()


def _kind(file: SourceFile, kinds: tuple[FileKind, ...]) -> FileKind | None:
    path = PurePosixPath(file.path)
    return next((kind for kind in kinds if kind.matches(path)), None)


def _jobs(path: Path, name: str, kind: FileKind) -> Iterator[Job]:
    scenario = kind.scenario(PurePosixPath(name))
    rows = False
    for share in kind.shares(path, name):
        rows = True
        yield share, path, scenario
    if not rows:
        raise PipelineError(
            "the file has a header and no rows", where=str(path), fix="leave it out or replace it"
        )


def _run(job: Job, coder: Coder) -> tuple[Batch, list[Flows]]:
    share, path, scenario = job
    batch = assemble(share.table(), share.reading, coder, scenario)
    if share.block and share.block.unfinished:
        _check_end(share.block.last_line, batch, path)
    return batch, divided(batch.flows)


def _check_end(last: int, batch: Batch, path: Path) -> None:
    """A last row that is both without line end and faulty was cut off."""
    for reject in batch.rejects:
        if reject.line == last and reject.fault:
            raise PipelineError(
                f"the file ends in the middle of a row ({reject.reason})",
                where=f"{path}:{last}",
                fix="it was cut off: fetch it again or point the source at a whole copy",
            )
