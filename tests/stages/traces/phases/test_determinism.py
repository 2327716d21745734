"""Which traces are accepted does not depend on how they are asked for."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from stages.traces.ledger.ledger import Reading
from stages.traces.phases.known import Known
from stages.traces.phases.order import Order
from stages.traces.phases.outcome import Outcome
from stages.traces.phases.passes import Passes
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Wanted, wanted
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import finished, order, sealed
from tests.stages.traces.phases.test_mistakes import ALL
from tests.stages.traces.transports.asking import claude

TOTAL = 72
SLOW = {"latency": 0.01}
WAYS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"transport": "batches"}, {}),
    ({"transport": "batches", "batch": {"requests": 40}}, {"batch_seconds": 0.02}),
    ({"transport": "batches", "batch": {"bytes": 100_000}}, {"expired_items": 0.1}),
    ({"concurrency": 1}, {}),
    ({"concurrency": 500}, SLOW),
    ({"keys": ("ANTHROPIC_API_KEY", "SECOND")}, {"keys": {"test-key", "second"}}),
]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """A set that was asked for."""
    of = order(tmp_path_factory.mktemp("standard") / "ledger", TOTAL)
    with claude(Settings(**ALL)):
        finished(of)
    return of


@pytest.fixture(scope="module")
def standard(standing: Order) -> bytes:
    made = sealed(standing, Path(standing.runtime.ledger).with_name("sealed"))
    assert made.accepted
    assert made.rejected
    return made.traces


class Kept:
    """A sink that keeps all that it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def outcome(self, outcome: Outcome) -> None:
        self.told.append(tuple(outcome))

    def repeats(self, wanted: Wanted) -> None:
        self.told.append(tuple(wanted))


def gone_through(of: Order, window: int) -> tuple[tuple[Wanted, ...], list[tuple[Any, ...]]]:
    """The rows that nothing filled, and what became of all candidates."""
    shop, kept = Shop(of.recipe, of.params, of.domains), Kept()
    with Reading(Path(of.runtime.ledger)) as ledger:
        passes = Passes(Known(ledger.answer, lambda ask: None), shop, window, kept)
        unfilled = asyncio.run(passes.run(wanted(of.quotas)))
    return unfilled, sorted(kept.told, key=repr)


def test_how_many_are_in_progress_makes_no_difference(standing: Order) -> None:
    unfilled, told = gone_through(standing, 1)
    assert len(told) > TOTAL + 10
    for window in (7, 30, 64_000):
        same = gone_through(standing, window) == (unfilled, told)
        assert same


@pytest.mark.parametrize(("runtime", "settings"), WAYS)
def test_the_same_traces_however_they_are_asked_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    standard: bytes,
    runtime: dict[str, Any],
    settings: dict[str, Any],
) -> None:
    monkeypatch.setenv("SECOND", "second")
    of = order(tmp_path / "ledger", TOTAL, **runtime)
    with claude(Settings(**ALL, **settings)):
        finished(of)
    same = sealed(of, tmp_path / "sealed").traces == standard
    assert same


def test_another_model_gives_other_traces(tmp_path: Path, standard: bytes) -> None:
    of = order(tmp_path / "ledger", TOTAL)
    with claude(Settings(**ALL, seed=1)):
        finished(of)
    assert sealed(of, tmp_path / "sealed").traces != standard
