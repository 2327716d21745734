"""One process at a time works on a scanner."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from stages.tools.task import Task


@contextmanager
def locked(task: Task) -> Iterator[None]:
    """Hold the scanner's lock; the system frees it if the process dies."""
    path = task.folder.with_name(f"{task.folder.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            task.say("another process provides it; waiting")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
