"""Requests that may have been paid for without an answer are in the seal with their estimates."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from stages.traces.asking.ask import Ask
from stages.traces.ledger import batches, sends
from stages.traces.ledger.ledger import Ledger
from stages.traces.phases.order import Order
from stages.traces.phases.run import run
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.sets import asking, fill, order_in, rows, sealed

FEW = {"generate_traces.total": 12, "runtime.retries": 5}


@pytest.fixture
def order(tmp_path: Path) -> Order:
    made = order_in(tmp_path, FEW)
    fill(made)
    return made


def used_key(order: Order) -> str:
    with sqlite3.connect(Path(order.runtime.ledger) / "ledger.db") as connection:
        (key,) = connection.execute("SELECT key FROM answers ORDER BY id LIMIT 1").fetchone()
    connection.close()
    return str(key)


def in_ledger(order: Order, work: Callable[[Ledger], Coroutine[Any, Any, None]]) -> None:
    async def within() -> None:
        with Ledger(Path(order.runtime.ledger)) as ledger:
            await work(ledger)

    asyncio.run(within())


def test_sends_of_the_set_are_counted_and_no_others(tmp_path: Path, order: Order) -> None:
    ours = Ask("requests", "Legal", {}, used_key(order))
    theirs = Ask("requests", "Legal", {}, "0" * 64)

    async def note(ledger: Ledger) -> None:
        for ask, estimate in ((ours, 0.25), (ours, 0.5), (theirs, 64.0)):
            send = await sends.begin(ledger, ask, "ANTHROPIC_API_KEY", estimate)
            await sends.end(ledger, send, "uncertain", "the connection broke")
        send = await sends.begin(ledger, ours, "ANTHROPIC_API_KEY", 32.0)
        await sends.end(ledger, send, "unpaid", "529 overloaded_error")

    in_ledger(order, note)
    made = sealed(order, tmp_path / "sealed")
    assert (made.uncertain, made.uncertain_dollars) == (2, 0.75)


def test_lost_batches_are_counted(tmp_path: Path, order: Order) -> None:
    item = batches.Item(used_key(order), "requests", "Legal", "claude-sonnet-5-5")

    async def lose(ledger: Ledger) -> None:
        batch = await batches.plan(ledger, "ANTHROPIC_API_KEY", [item], 0.25)
        await batches.end(ledger, batch.id, "lost")

    in_ledger(order, lose)
    made = sealed(order, tmp_path / "sealed")
    assert (made.uncertain, made.uncertain_dollars) == (1, 0.25)


def test_what_was_paid_and_lost_on_the_way_is_counted(tmp_path: Path) -> None:
    order = order_in(tmp_path, {**FEW, "generate_traces.total": 6})
    with ClaudeServer(Settings(cut_after=0.5)) as server, asking(server):
        assert run(order).open == 0
        paid = len(server.paid.payments)
    made = sealed(order, tmp_path / "sealed")
    answers = len(rows(tmp_path / "sealed/answers.parquet"))
    assert paid > answers
    assert made.uncertain == paid - answers
