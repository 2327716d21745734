"""Writes that can't be done: nothing of them is there, and what else is written goes on."""

import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger.answer import Usage
from stages.traces.ledger.ledger import INSERT, Ledger
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import Held, recording, rows, within

ALL = "SELECT key FROM answers ORDER BY id"


def halfway(connection: sqlite3.Connection) -> None:
    connection.execute(INSERT, answer("half").row)
    connection.execute("INSERT INTO nowhere VALUES (1)")


async def together(ledger: Ledger) -> dict[str, BaseException | None]:
    """How three writes end, by key, that come together with one that fails."""
    async with Held(ledger):
        first = recording(ledger, "a")
        bad = asyncio.create_task(ledger.write(halfway))
        tasks = dict(zip("abc", first + recording(ledger, "b", "c"), strict=True))
    failed, *_ = await asyncio.gather(bad, *tasks.values(), return_exceptions=True)
    assert isinstance(failed, PipelineError)
    return {key: task.exception() for key, task in tasks.items()}


async def until_done(task: "asyncio.Task[None]") -> None:
    """Wait for a task, as long as there is somebody who may do it."""
    while not task.done() and is_writing():
        await asyncio.sleep(0.005)


def is_writing() -> bool:
    return any(thread.name == "ledger" for thread in threading.enumerate())


def test_a_write_that_fails_leaves_nothing_and_the_next_ones_go_on(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        with pytest.raises(PipelineError, match="can't be written: no such table: nowhere"):
            await ledger.write(halfway)
        await ledger.record([answer("a")])

    within(tmp_path, keep)
    assert rows(tmp_path, ALL) == [("a",)]


def test_who_is_told_of_an_error_was_not_written(tmp_path: Path) -> None:
    told = within(tmp_path, together)
    written = {key for (key,) in rows(tmp_path, ALL)}
    assert written == {key for key, error in told.items() if error is None}


def test_a_write_that_fails_takes_no_other_down(tmp_path: Path) -> None:
    told = within(tmp_path, together)
    assert told == dict.fromkeys("abc")
    assert rows(tmp_path, ALL) == [("a",), ("b",), ("c",)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    "change",
    [{"text": "half a \ud83d smile"}, {"usage": Usage(2**63, 0, 0, 0, 0)}],
    ids=["surrogate", "number"],
)
def test_what_sqlite_can_not_hold_does_not_end_the_thread(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    async def keep(ledger: Ledger) -> None:
        odd = asyncio.create_task(ledger.record([answer("odd", **change)]))
        await until_done(odd)
        assert is_writing()
        await asyncio.gather(odd, return_exceptions=True)
        await ledger.record([answer("a")])

    within(tmp_path, keep)
    assert ("a",) in rows(tmp_path, ALL)
