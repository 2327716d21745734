import asyncio
import gc
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.traces.transports.batches import Batches
from stages.traces.transports.transport import Unanswered
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import (
    ESTIMATE,
    Opened,
    asks,
    claude,
    keys_of,
    recorded,
)
from tests.stages.traces.transports.batching import answered, go_on, sizes, through

ASKS = asks(30)
TWO = {"ONE": "first", "TWO": "second"}


def raises(work: Callable[[Opened[Batches]], Awaitable[None]], folder: Path, **more: Any) -> str:
    """What the error says that a piece of work ends with."""

    async def within() -> str:
        async with asking.batches(folder, **more) as opened:
            with pytest.raises(PipelineError) as error:
                await work(opened)
            return str(error.value)

    return asyncio.run(within())


async def some(opened: Opened[Batches]) -> None:
    await answered(opened, ASKS[:3])


@pytest.mark.parametrize("fault", ["expired_items", "errored_items"])
def test_what_came_to_nothing_goes_into_another_batch(tmp_path: Path, fault: str) -> None:
    with claude(Settings(**{fault: 0.4})) as server:
        made = through(tmp_path, server, ASKS, retries=15)[1]
    assert made[0] == 30
    assert len(made) > 2
    assert made == sorted(made, reverse=True)


def test_what_was_canceled_goes_into_another_batch(tmp_path: Path) -> None:
    async def within() -> list[int]:
        async with asking.batches(tmp_path) as opened:
            task = asyncio.create_task(answered(opened, ASKS))
            (lane,) = opened.lanes
            while not (listed := (await lane.client.messages.batches.list()).data):
                await asyncio.sleep(0.01)
            server.settings.batch_seconds = 0
            await lane.client.messages.batches.cancel(listed[0].id)
            assert keys_of(await task) == keys_of(ASKS)
            return sizes(opened.ledger)

    with claude(Settings(batch_seconds=60)) as server:
        first, second = asyncio.run(within())
    assert first == 30
    assert 3 < second < 27
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)


def test_what_never_comes_is_given_up_in_the_end(tmp_path: Path) -> None:
    async def within() -> None:
        async with asking.batches(tmp_path, retries=2) as opened:
            with pytest.raises(Unanswered, match="6 batches brought no answer"):
                await answered(opened, ASKS[:2])
            assert sizes(opened.ledger) == [2] * 6

    with claude(Settings(expired_items=1)) as server:
        asyncio.run(within())
    assert not server.paid.payments


def test_when_all_money_is_spent_that_is_the_end(tmp_path: Path) -> None:
    """And the batch that nobody sends does not stay on disk."""
    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always")
        with claude(Settings(spend_limits={"test-key": 0})):
            said = raises(some, tmp_path)
        gc.collect()
    assert said.startswith("a spend limit is reached: KEY: Your")
    assert not unclosed


def test_a_batch_that_is_refused_is_an_error_until_that_is_mended(tmp_path: Path) -> None:
    with claude(Settings(max_batch_bytes=100)) as server:
        assert "(413)" in raises(some, tmp_path)
        assert not server.paid.payments
        server.settings.max_batch_bytes = 1_000_000
        assert go_on(tmp_path, ASKS[:3]) == ([3, 3], {"absent": 1, "collected": 1}, (0, 0))


async def unknown(opened: Opened[Batches]) -> None:
    await answered(opened, asks(1, model="claude-new-9"))


def test_a_refused_request_of_a_batch_is_an_error(tmp_path: Path) -> None:
    with claude():
        found = raises(unknown, tmp_path)
    assert found == "oracle.phases.judgement: the API refuses the request: model: claude-new-9"


def test_the_others_of_a_batch_with_a_refused_request_are_kept(tmp_path: Path) -> None:
    """They are paid for."""

    async def within() -> None:
        async with asking.batches(tmp_path) as opened:
            several = [*ASKS, *asks(1, model="claude-new-9")]
            waiting = [opened.transport.answer(ask, ESTIMATE) for ask in several]
            found = await asyncio.gather(*waiting, return_exceptions=True)
            assert isinstance(found[-1], PipelineError)
            assert keys_of(recorded(opened.ledger)) == keys_of(ASKS)

    with claude() as server:
        asyncio.run(within())
    assert sorted(server.paid.contents.elements()) == keys_of(ASKS)
