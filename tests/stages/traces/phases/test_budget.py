"""A set whose money runs out, and is gone on with."""

from dataclasses import replace
from pathlib import Path

import pytest

from stages.traces.budget.budget import BudgetReached
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from stages.traces.phases.run import Result, run
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import PRICES, answers, asked_for, finished, order, sealed
from tests.stages.traces.phases.test_mistakes import ALL
from tests.stages.traces.transports.asking import claude

TRANSPORTS = ["messages", "batches"]
TOTAL = 72


def with_budget(of: Order, dollars: float) -> Order:
    return replace(of, runtime=of.runtime.model_copy(update={"budget": dollars}))


def unforeseen(of: Order) -> float:
    """US dollars that writing to the cache cost: estimates take the common prefix as cached."""
    query = "SELECT coalesce(sum(cache_write_5m), 0), coalesce(sum(cache_write_1h), 0) FROM answers"
    with Reading(Path(of.runtime.ledger)) as ledger:
        short, long = ledger.connection.execute(query).fetchone()
    (prices,) = of.params.models.values()
    return (short * prices.cache_write_5m + long * prices.cache_write_1h) / 1_000_000


def stopped(of: Order) -> Result:
    """A run that the budget ends; all of the set is accounted for."""
    result = run(of)
    assert isinstance(result.stopped, BudgetReached)
    assert "raise it and run again to go on" in str(result.stopped)
    assert result.stopped.where == "runtime.oracle.budget"
    assert result.open > 0
    assert result.accepted + result.unfilled + result.open == of.recipe.total
    return result


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_run_ends_at_its_budget_and_goes_on_with_a_larger_one(
    tmp_path: Path, transport: str
) -> None:
    whole = order(tmp_path / "whole", TOTAL, transport)
    parts = order(tmp_path / "parts", TOTAL, transport, concurrency=4, batch={"requests": 40})
    with claude(Settings(**ALL, prices=PRICES)) as server:
        costs = finished(whole).spent
        server.reset()
        for share in (0.3, 0.6):
            budget = share * costs
            result = stopped(with_budget(parts, budget))
            assert result.spent == pytest.approx(server.paid.dollars)
            assert 0.3 * budget < result.spent <= budget + unforeseen(parts)
        assert finished(parts).spent == pytest.approx(server.paid.dollars)
    assert max(server.paid.contents.values()) == 1
    assert answers(parts) == server.paid.contents
    assert sealed(parts, tmp_path / "a").traces == sealed(whole, tmp_path / "b").traces


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_without_money_nothing_is_asked(tmp_path: Path, transport: str) -> None:
    with claude() as server:
        result = stopped(order(tmp_path, transport=transport, budget=0.001))
        assert asked_for(server) == 0
    assert (result.spent, result.open) == (0, 60)


def test_a_budget_that_is_just_used_up_is_no_reason_to_stop(tmp_path: Path) -> None:
    of = order(tmp_path)
    with claude() as server:
        costs = finished(of).spent
        before = asked_for(server)
        assert finished(with_budget(of, costs / 2)).accepted == 60
        assert asked_for(server) == before


def test_uncertain_requests_are_counted_at_their_estimate(tmp_path: Path) -> None:
    of = order(tmp_path)
    with claude(Settings(cut_after=0.3, prices=PRICES)) as server:
        spent = finished(of).spent
        cut = server.requests["POST /v1/messages", "cut"]
    assert cut > 10
    sure = sum(one.dollars for one in {p.content: p for p in server.paid.payments}.values())
    assert spent > sure
    assert finished_again(of) == pytest.approx(spent)


def finished_again(of: Order) -> float:
    """What the next run takes to be spent."""
    with claude():
        return finished(of).spent
