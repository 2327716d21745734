"""Batches whose creation is not sure to have succeeded."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.servers.claude.client import client_of
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import CREATE, asks, claude, counted, keys_of
from tests.stages.traces.transports.batching import all_ended, answered, ends, named, through

ASKS = asks(20)
FOREIGN: list[Any] = [
    {"custom_id": f"item-{number}", "params": ask.sent("5m")}
    for number, ask in enumerate([ASKS[0], *asks(19, first=1000)])
]
"""As many as ours, one of them the same question, with somebody else's custom_ids."""


@pytest.mark.parametrize("lost", [1, 2])
def test_a_batch_whose_creation_was_not_confirmed_is_found(tmp_path: Path, lost: int) -> None:
    with claude(Settings(lose_create_answers=lost)) as server:
        made = through(tmp_path, server, ASKS, requests=10)[1]
        with client_of(server) as client:
            assert len([*client.messages.batches.list()]) == 2
    assert made == [10, 10]
    assert counted(["cut"], server, CREATE) == lost
    assert counted(["200"], server, CREATE) == 2 - lost


async def beside_others(folder: Path, server: ClaudeServer, lost: bool) -> None:
    """Ours comes between two batches of somebody else, with the same key."""
    async with asking.batches(folder) as opened:
        (lane,) = opened.lanes
        before = await lane.client.messages.batches.create(requests=FOREIGN)
        server.settings.change({"lose_create_answers": lost, "error_500": not lost})
        waiting = asyncio.create_task(answered(opened, ASKS))
        while not counted(["cut", "500"], server, CREATE):
            await asyncio.sleep(0.005)
        server.settings.error_500 = 0
        after = await lane.client.messages.batches.create(requests=FOREIGN[::-1])
        assert keys_of(await waiting) == keys_of(ASKS)
        await all_ended(opened.ledger)
        assert ends(opened.ledger) == {"collected": 1, **({} if lost else {"absent": 1})}
        (name,) = named(opened.ledger)
        assert name not in (before.id, after.id)


@pytest.mark.parametrize("lost", [True, False])
def test_a_batch_of_somebody_else_is_not_taken_for_ours(tmp_path: Path, lost: bool) -> None:
    with claude() as server:
        asyncio.run(beside_others(tmp_path, server, lost))
    assert counted(["200", "cut"], server, CREATE) == 3
    paid = server.paid.contents
    assert [paid[ask.key] for ask in ASKS] == [3] + [1] * 19


@pytest.mark.parametrize("fault", ["rate_limited", "rate_limited_bare", "overloaded"])
def test_a_batch_that_is_turned_away_is_created_later(tmp_path: Path, fault: str) -> None:
    with claude(Settings(**{fault: 0.5, "retry_after": 0.01})) as server:
        made = through(tmp_path, server, ASKS, requests=4, retries=15)[1]
    assert made == [4] * 5
    assert counted(["429", "529"], server, CREATE) > 0


@pytest.mark.parametrize(
    "fault",
    ["error_500", "error_504", "cut_before", "cut_after"],
)
def test_whatever_goes_wrong_nothing_is_paid_twice(tmp_path: Path, fault: str) -> None:
    with claude(Settings(**{fault: 0.4})) as server:
        made = through(tmp_path, server, ASKS, requests=4, retries=15)[1]
    assert sum(made) >= 20
    assert counted(["500", "504", "cut"], server, CREATE) > 0
