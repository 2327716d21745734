"""Batches that an earlier run left behind."""

import asyncio
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger import batches as notes
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports.asking import (
    CREATE,
    asks,
    batches,
    claude,
    counted,
    keys_of,
    recorded,
)
from tests.stages.traces.transports.batching import (
    NOTED,
    all_ended,
    answered,
    go_on,
    leave,
    named,
    only_note,
)

ASKS = asks(20)
LIST = "GET /v1/messages/batches"


def test_a_batch_is_waited_for_by_the_next_run(tmp_path: Path) -> None:
    with claude(Settings(batch_seconds=0.5)) as server:
        leave(tmp_path, ASKS)
        found = go_on(tmp_path, ASKS)
    assert found == ([20], {"collected": 1}, (0, 0))
    assert counted(["200"], server, CREATE) == 1
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)


def test_a_batch_that_was_just_being_created_is_found_by_the_next_run(tmp_path: Path) -> None:
    with claude(Settings(delay_create=1)) as server:
        leave(tmp_path, ASKS, lambda _: len(server.paid.payments) == 20)
        assert counted(["200"], server, CREATE) == 0
        found = go_on(tmp_path, ASKS)
    assert found == ([20], {"collected": 1}, (0, 0))
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)


def test_a_batch_that_never_came_to_be_is_created_by_the_next_run(tmp_path: Path) -> None:
    with claude() as server:
        only_note(tmp_path, ASKS)
        found = go_on(tmp_path, ASKS)
    assert found == ([20, 20], {"absent": 1, "collected": 1}, (0, 0))
    assert counted(["200"], server, LIST) == 1
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)


def test_batches_of_an_earlier_run_are_taken_up_together(tmp_path: Path) -> None:
    with claude(Settings(batch_seconds=0.5)) as server:
        leave(tmp_path, ASKS, lambda ledger: len(named(ledger)) == 4, requests=5)
        found = go_on(tmp_path, ASKS)
    assert found == ([5] * 4, {"collected": 4}, (0, 0))
    assert counted(["200"], server, CREATE) == 4


def test_questions_that_nobody_asks_again_are_answered_all_the_same(tmp_path: Path) -> None:
    async def within() -> None:
        async with batches(tmp_path) as opened:
            await all_ended(opened.ledger)
            assert keys_of(recorded(opened.ledger)) == keys_of(opened.told) == keys_of(ASKS)

    with claude(Settings(batch_seconds=0.3)) as server:
        leave(tmp_path, ASKS)
        asyncio.run(within())
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)


def test_answers_that_were_collected_before_are_not_counted_again(tmp_path: Path) -> None:
    """The run died when some answers of a batch were on disk and its end was not."""
    half = tmp_path / "half"

    async def before() -> None:
        async with batches(tmp_path) as opened:
            answers = await answered(opened, ASKS)
            (name,) = named(opened.ledger)
        with Ledger(half) as ledger:
            batch = await notes.plan(ledger, "KEY", [Item.of(ask) for ask in ASKS], NOTED)
            await notes.name(ledger, batch.id, name)
            await ledger.record(answers[:7])

    async def after() -> None:
        async with batches(half) as opened:
            await all_ended(opened.ledger)
            assert keys_of(recorded(opened.ledger)) == keys_of(ASKS)
            assert keys_of(opened.told) == keys_of(ASKS[7:])

    with claude():
        asyncio.run(before())
        asyncio.run(after())


def test_the_key_of_an_earlier_batch_is_needed(tmp_path: Path) -> None:
    one, two = {"ONE": "first"}, {"TWO": "second"}
    with claude(Settings(batch_seconds=0.3, keys={"first", "second"})) as server:
        leave(tmp_path, ASKS, keys=one)
        with pytest.raises(PipelineError) as error:
            go_on(tmp_path, ASKS, keys=two)
        assert counted(["200"], server, CREATE) == 1
        found = go_on(tmp_path, ASKS, keys=two | one)
    assert str(error.value) == (
        "runtime.oracle.keys: an earlier run sent a batch with the key ONE; its answers are yet to "
        "be collected with it; add ONE"
    )
    assert found == ([20], {"collected": 1}, (0, 0))
