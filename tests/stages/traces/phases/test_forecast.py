"""What a set would still cost, before it is asked for, halfway, and after."""

from dataclasses import replace
from pathlib import Path

import pytest

from schemas.oracle_words import PHASES
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.forecast import Forecast, forecast_of
from stages.traces.phases.order import Order
from stages.traces.phases.run import run
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import PRICES, asked_for, finished, groups, order
from tests.stages.traces.phases.test_mistakes import ALL
from tests.stages.traces.transports.asking import claude

TRANSPORTS = ["messages", "batches"]


def calls(made: Forecast) -> dict[str, int]:
    return {phase: line.calls for phase, line in made.phases.items()}


def answered(of: Order) -> dict[str, int]:
    """Answers of the ledger by phase."""
    with Reading(Path(of.runtime.ledger)) as ledger:
        query = "SELECT phase, count(*) FROM answers GROUP BY phase"
        return dict(ledger.connection.execute(query).fetchall())


def free(made: Forecast) -> bool:
    """Whether nothing is left to be asked."""
    return made.dollars == 0 and not any(calls(made).values())


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_before_during_and_after(tmp_path: Path, transport: str) -> None:
    """The model makes no mistakes: what is missing is known exactly."""
    of = order(tmp_path / "ledger", 100, transport, batch={"requests": 30}, concurrency=2)
    with claude(Settings(prices=PRICES)) as server:
        before = forecast_of(of)
        assert not (tmp_path / "ledger").exists()
        little = before.dollars / 6
        run(replace(of, runtime=of.runtime.model_copy(update={"budget": little})))
        some, halfway = answered(of), forecast_of(of)
        finished(of)
        after = forecast_of(of)
    assert calls(before) == {"requests": len(groups(of)), "plan": 100, "judgement": 100}
    assert (before.accepted, before.spent) == (0, 0)
    assert sum(some.values()) > 0
    assert {phase: calls(halfway)[phase] + some.get(phase, 0) for phase in PHASES} == calls(before)
    assert free(after)
    assert after.accepted == 100
    assert after.spent == pytest.approx(server.paid.dollars)
    assert after.spent / 2 < before.dollars < after.spent * 4
    assert 0 < halfway.spent < after.spent


def test_rejected_candidates_are_seen_to_be_replaced(tmp_path: Path) -> None:
    of = order(tmp_path)
    with claude(Settings(**ALL)) as server:
        result = finished(of)
        asked = asked_for(server)
        assert free(made := forecast_of(of))
        assert asked_for(server) == asked
    assert result.codes
    assert made.accepted == result.accepted
    assert made.spent == pytest.approx(result.spent)


def test_batches_are_seen_to_cost_about_half(tmp_path: Path) -> None:
    """What is written to the cache for an hour is dearer, whatever it is written for."""
    full, half = (forecast_of(order(tmp_path, transport=way)) for way in TRANSPORTS)
    assert full.dollars / 2 < half.dollars < full.dollars / 1.5
    assert [line.usage.output for line in half.phases.values()] == [
        line.usage.output for line in full.phases.values()
    ]


def test_it_grows_with_the_set(tmp_path: Path) -> None:
    """A little less than as much: prefixes are written to the cache once."""
    few, many = (forecast_of(order(tmp_path, total)) for total in (40, 400))
    assert 8 * few.dollars < many.dollars < 10 * few.dollars
