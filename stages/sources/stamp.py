"""Notes on fetched folders, so that unchanged files are not hashed again.

A stamp holds the manifest that the folder was found to match, and size and time of each file.
It is only ever a short cut: without it, or if it differs, the files are hashed.
"""

from pathlib import Path

from stages.common.files import atomic, dumps, sha256_file
from stages.sources.manifest import scan
from stages.sources.task import Task


def matches(task: Task) -> bool:
    """Whether folder and manifest are as they were when `remember` was called."""
    path = _path(task)
    return path.exists() and task.manifest.exists() and path.read_bytes() == _state(task)


def remember(task: Task) -> None:
    """Note that the folder matches the manifest."""
    with atomic(_path(task), "wb") as file:
        file.write(_state(task))


def _state(task: Task) -> bytes:
    files = {path: [stat.st_size, stat.st_mtime_ns] for path, stat in scan(task.raw).items()}
    state = {"manifest": sha256_file(task.manifest), "files": files}
    return dumps(state).encode(errors="surrogateescape")


def _path(task: Task) -> Path:
    return task.cache / "fetched" / f"{task.name}.json"
