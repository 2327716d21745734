"""Bring a source to data/raw/<name>/, or make sure that it is there."""

from collections.abc import Callable
from pathlib import Path

from schemas.manifest import Manifest
from stages.sources import git, local, manifest, stamp
from stages.sources.lock import locked
from stages.sources.pins import require_pins
from stages.sources.staging import recover, replacing
from stages.sources.task import Task


# The clients of http and hf are slow to import, and `--ensure` seldom needs them.
def _fetch_http(task: Task, into: Path) -> None:
    from stages.sources import http

    http.fetch(task, into)


def _fetch_hf(task: Task, into: Path) -> None:
    from stages.sources import hub

    hub.fetch(task, into)


FETCHERS: dict[str, Callable[[Task, Path], None]] = {
    "sample": local.fetch,
    "local": local.fetch,
    "http": _fetch_http,
    "git": git.fetch,
    "hf": _fetch_hf,
}


def fetch(task: Task, *, note: bool = True) -> Manifest:
    """Fetch anew and write the manifest; after an error, folder and manifest are as before.

    With `note` false the manifest is returned only.
    """
    with locked(task):
        with replacing(task.raw) as staging:
            found = _collect(task, staging)
            if note:
                manifest.write(task, found)
        if note:
            stamp.remember(task)
    return found


def ensure(task: Task) -> None:
    """Bring back files that are missing or damaged; never changes the manifest.

    Raises PipelineError if the source no longer has the files that the manifest names.
    """
    if stamp.matches(task):
        return
    expected = manifest.read(task)
    with locked(task):
        recover(task.raw)
        if not _holds(task, expected):
            with replacing(task.raw) as staging:
                manifest.require_same(task, _collect(task, staging), expected)
        stamp.remember(task)


def _collect(task: Task, staging: Path) -> Manifest:
    FETCHERS[task.source.kind](task, staging)
    found = manifest.measure(task, staging)
    require_pins(task, found)
    return found


def _holds(task: Task, expected: Manifest) -> bool:
    """Whether the raw folder is there and its content is the expected one."""
    sizes = {path: stat.st_size for path, stat in manifest.scan(task.raw).items()}
    return (
        sizes == {file.path: file.size for file in expected.files}
        and manifest.measure(task, task.raw) == expected
    )
