"""The thread that writes: in order, and together."""

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import Held, recording, rows, within

MANY = 300
ALL = "SELECT key FROM answers ORDER BY id"


def test_many_write_at_a_time(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        await asyncio.gather(*(ledger.record([answer(str(number))]) for number in range(MANY)))
        assert all(ledger.answer(str(number)) for number in range(MANY))

    within(tmp_path, keep)
    assert rows(tmp_path, ALL) == [(str(number),) for number in range(MANY)]


def test_what_comes_together_is_one_commit(tmp_path: Path) -> None:
    said: list[str] = []

    async def keep(ledger: Ledger) -> None:
        await ledger.write(lambda connection: connection.set_trace_callback(said.append))
        async with Held(ledger):
            tasks = recording(ledger, *map(str, range(MANY)))
        await asyncio.gather(*tasks)

    within(tmp_path, keep)
    assert sum(one.startswith("INSERT") for one in said) == MANY
    assert said.count("COMMIT") == 3  # of the trace callback, of what held, of all the rest


def test_a_write_is_on_disk_when_it_returns(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        async def one(key: str) -> None:
            await ledger.record([answer(key)])
            with Reading(tmp_path) as reading:
                assert reading.answer(key)

        await asyncio.gather(*(one(str(number)) for number in range(20)))

    within(tmp_path, keep)


def test_each_gets_its_own_result(tmp_path: Path) -> None:
    def pair(number: int, connection: sqlite3.Connection) -> int:
        (found,) = connection.execute("SELECT 2 * ?", (number,)).fetchone()
        return int(found)

    async def keep(ledger: Ledger) -> list[int]:
        return await asyncio.gather(*(ledger.write(partial(pair, n)) for n in range(50)))

    assert within(tmp_path, keep) == [2 * n for n in range(50)]


def test_a_write_whose_caller_was_cancelled_is_done_all_the_same(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        async with Held(ledger):
            (task,) = recording(ledger, "a")
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await ledger.record([answer("b")])

    within(tmp_path, keep)
    assert rows(tmp_path, ALL) == [("a",), ("b",)]


def test_what_waits_when_it_closes_is_still_written(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> list["asyncio.Task[None]"]:
        tasks = recording(ledger, *"abc")
        await asyncio.sleep(0)
        return tasks

    within(tmp_path, keep)
    assert rows(tmp_path, ALL) == [("a",), ("b",), ("c",)]


def test_what_is_written_outlives_a_loss_of_power(tmp_path: Path) -> None:
    def settings(connection: sqlite3.Connection) -> list[object]:
        pragmas = ("journal_mode", "synchronous")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    async def look(ledger: Ledger) -> list[object]:
        found: list[object] = await ledger.write(settings)
        return found

    assert within(tmp_path, look) == ["wal", 2]  # 2: FULL, each commit waits for the disk
