"""Ledgers in temporary folders, and what to do with them."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from stages.traces.ledger.ledger import NAME, Ledger, Reading
from tests.stages.traces.ledger.answers import answer

Result = TypeVar("Result")


def within(folder: Path, work: Callable[[Ledger], Awaitable[Result]]) -> Result:
    """What a run makes of the ledger of a folder."""

    async def run() -> Result:
        with Ledger(folder) as ledger:
            return await work(ledger)

    return asyncio.run(run())


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What stands in the ledger."""
    with Reading(folder) as reading:
        return reading.connection.execute(query).fetchall()


def opened(folder: Path) -> sqlite3.Connection:
    """The database, past all of our code; to be closed."""
    return sqlite3.connect(folder / NAME)


class Held:
    """Keeps the thread that writes busy, so that what is written meanwhile comes together."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._begun, self._over = threading.Event(), threading.Event()

    async def __aenter__(self) -> None:
        self._task: asyncio.Task[Any] = asyncio.create_task(self._ledger.write(self._hold))
        await asyncio.to_thread(self._begun.wait)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)  # tasks that were made meanwhile ask now
        self._over.set()
        await self._task

    def _hold(self, _: sqlite3.Connection) -> None:
        self._begun.set()
        self._over.wait(20)


def recording(ledger: Ledger, *keys: str) -> list["asyncio.Task[None]"]:
    """Answers with these keys, each written by itself."""
    return [asyncio.create_task(ledger.record([answer(key)])) for key in keys]
