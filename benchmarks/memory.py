"""The memory of a process and of all that it started, watched while they run (Linux only)."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

SECONDS = 0.2
"""Between two looks: a peak that is shorter may be missed."""


class Watch:
    """A context manager; zeros where there is no /proc."""

    def __init__(self, process: int) -> None:
        self._process, self._over = process, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.largest = self.together = 0
        """Peaks in bytes: resident pages of one process, and the proportional ones of all."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(SECONDS):
            sizes = [_sizes(process) for process in family(self._process)]
            self.largest = max(self.largest, *[rss for rss, _ in sizes], 0)
            self.together = max(self.together, sum(pss for _, pss in sizes))


def family(process: int) -> list[int]:
    """A process and its descendants."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        found = [int(child) for child in children.read_text().split()]
    except OSError:
        return [process]
    return [process, *(one for child in found for one in family(child))]


def _sizes(process: int) -> tuple[int, int]:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it is over
        return 0, 0
    pairs = [line.split() for line in text.splitlines()[1:]]
    sizes = {name: int(size) * 1024 for name, size, *_ in pairs}
    return sizes["Rss:"], sizes["Pss:"]
