"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 10.0


class Bar(Protocol):
    """What `progress` yields."""

    def update(self, n: int = 1) -> object:
        """Count `n` more units as done."""


Note = Callable[[], str]
"""Says something more about how far things are."""


class _Bar(tqdm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A bar with a note that is asked for only when the bar is drawn."""

    note: Note | None = None

    def refresh(self, *args: Any, **kwargs: Any) -> Any:
        """Draw the bar."""
        if self.note:
            self.set_postfix_str(self.note(), refresh=False)
        return super().refresh(*args, **kwargs)


class _Lines:
    """Plain lines: count, rate and time left, at most one every ten seconds."""

    def __init__(self, what: str, total: int | None, unit: str, note: Note | None) -> None:
        self.what, self.total, self.unit, self.note = what, total, unit, note
        self.done, self.start = 0, time.monotonic()
        self.next = self.start + SECONDS_BETWEEN_LINES

    def update(self, n: int = 1) -> None:
        self.done += n
        now = time.monotonic()
        if now >= self.next:
            self.next = now + SECONDS_BETWEEN_LINES
            elapsed = now - self.start
            meter = tqdm.format_meter(
                self.done,
                self.total,  # type: ignore[arg-type]  # None is allowed, the stubs do not know
                elapsed,
                ncols=0,
                unit=self.unit,
                unit_scale=True,
                postfix=self.note() if self.note else None,
            )
            print(f"{self.what}: {meter}", file=sys.stderr, flush=True)


@contextmanager
def progress(what: str, total: int | None, unit: str, note: Note | None = None) -> Iterator[Bar]:
    """Show the progress of `total` units (None: unknown) while the block runs."""
    if sys.stderr.isatty():
        with _Bar(desc=what, total=total, unit=unit, unit_scale=True) as bar:
            bar.note = note
            yield bar
    else:
        yield _Lines(what, total, unit, note)
