"""The ledger of a folder.

<folder>/ledger.db     see tables.py
         ledger.lock   held by the one run that may write
"""

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout

from stages.common.errors import PipelineError
from stages.traces.ledger.answer import FIELDS, Answer, of_row
from stages.traces.ledger.tables import connect, is_made
from stages.traces.ledger.writer import Write, Writer

NAME = "ledger.db"
INSERT = f"INSERT INTO answers ({FIELDS}) VALUES ({', '.join('?' * 15)})"


UNWRITABLE = (sqlite3.Error, OverflowError, UnicodeError)
"""The disk, or values that SQLite has no form for."""


class Ledger:
    """Open for one run at a time, within an event loop; a context manager.

    Raises PipelineError where another run holds it or the folder can't be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = FileLock(folder / "ledger.lock", blocking=False)

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                opened.enter_context(self._lock)
                self._reader = opened.enter_context(closing(self._connect()))
                self._writer = opened.enter_context(closing(Writer(self._connect())))
            except Timeout:
                raise PipelineError(
                    "another run is writing here", where=str(self.folder), fix="wait for it to end"
                ) from None
            except OSError as error:
                why = f"no ledger can be kept: {error.strerror or error}"
                raise PipelineError(why, where=str(self.folder)) from error
            except sqlite3.Error as error:
                why = f"no ledger can be kept: {error}"
                raise PipelineError(why, where=str(self.folder / NAME)) from error
            self._opened = opened.pop_all()
        return self

    def _connect(self) -> sqlite3.Connection:
        return connect(self.folder / NAME, write=True)

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    @property
    def reader(self) -> sqlite3.Connection:
        """Sees all that is on disk."""
        return self._reader

    def answer(self, key: str) -> Answer | None:
        """The answer to a question, if it was ever paid for."""
        return _answer(self._reader, key)

    def has(self, answer: Answer) -> bool:
        """Whether this very message is there."""
        found = self._reader.execute(
            "SELECT 1 FROM answers WHERE key = ? AND message = ?", (answer.key, answer.message)
        )
        return found.fetchone() is not None

    async def record(self, answers: Iterable[Answer]) -> None:
        """Put answers on disk."""
        rows = [answer.row for answer in answers]
        await self.write(lambda connection: connection.executemany(INSERT, rows))

    async def write(self, write: Write) -> Any:
        """Do what a function of the connection does, on disk when this returns.

        Raises PipelineError if the disk is full or gone.
        """
        try:
            return await self._writer.do(write)
        except UNWRITABLE as error:
            raise PipelineError(f"can't be written: {error}", where=str(self.folder)) from error


def now() -> str:
    """The moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def is_ledger(folder: Path) -> bool:
    """Whether a run has begun one. Raises PipelineError for a file that is none."""
    path = folder / NAME
    if not path.exists():
        return False
    try:
        with closing(connect(path)) as connection:
            return is_made(connection)
    except sqlite3.Error as error:
        raise PipelineError(f"is no ledger: {error}", where=str(path)) from error


class Reading:
    """A ledger that is only read, also while a run writes to it; a context manager.

    Raises PipelineError if there is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / NAME
        if not is_ledger(folder):
            raise PipelineError("no ledger", where=str(folder), fix="python -m stages.oracle run")
        self.connection = connect(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def answer(self, key: str) -> Answer | None:
        """The answer to a question, if it was ever paid for."""
        return _answer(self.connection, key)


def _answer(connection: sqlite3.Connection, key: str) -> Answer | None:
    query = f"SELECT {FIELDS} FROM answers WHERE key = ? ORDER BY id LIMIT 1"
    found = connection.execute(query, (key,)).fetchone()
    return of_row(found) if found else None
