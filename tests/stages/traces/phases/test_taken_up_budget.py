"""Money in batches that an earlier run left at the API."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from stages.traces.ledger.ledger import Reading
from stages.traces.phases.forecast import forecast_of
from stages.traces.phases.order import Order
from stages.traces.phases.passes import Passes
from stages.traces.phases.session import Session, session
from stages.traces.phases.shop import Shop
from stages.traces.phases.tally import Tally
from stages.traces.phases.wanted import wanted
from stages.traces.transports import batches
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import KEY, finished, order
from tests.stages.traces.transports.asking import claude


class Unseen:
    def update(self, n: int = 1) -> None:
        pass


async def ask(of: Order, opened: Session) -> None:
    shop = Shop(of.recipe, of.params, of.domains)
    await Passes(opened.asker, shop, of.window, Tally(Unseen())).run(wanted(of.quotas))


def estimates(of: Order) -> float:
    """US dollars that the batches are held to cost which the API has taken in."""
    query = "SELECT coalesce(sum(estimate), 0) FROM batches JOIN batch_names ON batch = batches.id"
    with Reading(Path(of.runtime.ledger)) as ledger:
        (dollars,) = ledger.connection.execute(query).fetchone()
    return float(dollars)


def abandoned(of: Order) -> float:
    """A run that is given up while its first batch is worked on; what that is held to cost."""

    async def within() -> None:
        async with session(of.params, of.runtime, {KEY: "test-key"}, of.retries) as opened:
            running = asyncio.create_task(ask(of, opened))
            while not estimates(of):
                await asyncio.sleep(0.005)
            running.cancel()

    asyncio.run(within())
    return estimates(of)


def test_what_is_at_the_api_is_held_back_when_a_run_begins(tmp_path: Path) -> None:
    async def held() -> float:
        async with session(of.params, of.runtime, {KEY: "test-key"}, of.retries) as opened:
            return opened.budget.spent + opened.budget.held

    of = order(tmp_path, transport="batches")
    with claude(Settings(batch_seconds=30)):
        estimate = abandoned(of)
        assert estimate > 0
        assert asyncio.run(held()) == pytest.approx(estimate)


def test_what_goes_into_another_batch_is_held_back_again(tmp_path: Path) -> None:
    """All that an earlier run left has expired."""

    async def held() -> float:
        async with session(of.params, of.runtime, {KEY: "test-key"}, of.retries) as opened:
            running = asyncio.create_task(ask(of, opened))
            async with asyncio.timeout(30):
                while estimates(of) < 1.5 * estimate:
                    await asyncio.sleep(0.005)
            running.cancel()
            return opened.budget.held

    of = order(tmp_path, transport="batches")
    with claude(Settings(batch_seconds=0.3, expired_items=1)) as server:
        estimate = abandoned(of)
        server.settings.change({"batch_seconds": 30, "expired_items": 0})
        assert asyncio.run(held()) == pytest.approx(estimate)


def test_a_batch_whose_results_are_gone_is_spent_in_this_run(tmp_path: Path) -> None:
    of = order(tmp_path, transport="batches")
    with claude(Settings(batch_seconds=0.3)) as server:
        estimate = abandoned(of)
        server.reset()
        result = finished(of)
    assert forecast_of(of).spent > estimate > 0
    assert result.spent == pytest.approx(forecast_of(of).spent)


def test_a_batch_whose_results_must_be_gone_is_spent_in_this_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = order(tmp_path, transport="batches")
    with claude(Settings(batch_seconds=0.3)):
        estimate = abandoned(of)
        monkeypatch.setattr(batches, "RETENTION", timedelta(0))
        result = finished(of)
    assert forecast_of(of).spent > estimate > 0
    assert result.spent == pytest.approx(forecast_of(of).spent)
