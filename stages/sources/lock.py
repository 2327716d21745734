"""One process at a time works on a source."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from stages.sources.task import Task


@contextmanager
def locked(task: Task) -> Iterator[None]:
    """Hold the source's lock; the system frees it if the process dies."""
    path = task.cache / "fetched" / f"{task.name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"{task.name}: another process fetches it; waiting", file=sys.stderr)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
