"""Turns of a small domain, as its scenarios make them."""

from collections import Counter
from collections.abc import Iterator
from math import prod

import pytest

from schemas.domain import Domain
from schemas.phrasing import Phrasing
from stages.traces.oracle.digits import split
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import Year
from stages.traces.oracle.pools import Pools
from stages.traces.oracle.scenarios import Compiler
from stages.traces.oracle.turns import SPARES, Compiled, Turn


@pytest.fixture(scope="module")
def scenarios(library: Domain, phrasing: Phrasing) -> dict[str, Compiled]:
    frames, year = Frames(phrasing, Pools(phrasing)), Year("2026-11-22T00:00:00Z")
    compiler = Compiler(library, phrasing, frames, year, seed=5)
    return {one.name: one for i in ("retrieve", "create") for one in compiler.intent(i)}


def visits(scenario: Compiled, count: int) -> Iterator[tuple[Turn, int, int]]:
    return (scenario.at(visit) for visit in range(count))


def test_asks_and_outcomes_have_exact_shares(scenarios: dict[str, Compiled]) -> None:
    found = [turn for turn, _, _ in visits(scenarios["list_loans"], 150)]
    assert set(Counter(turn.outcome.number for turn in found).items()) == {(None, 100), (0, 50)}
    assert set(Counter(id(turn.ask) for turn in found).values()) == {30}
    assert set(Counter((id(t.ask), t.outcome.number, t.rank) for t in found).values()) == {10}


def test_asks_do_not_come_in_one_order_for_ever(scenarios: dict[str, Compiled]) -> None:
    asks = [id(turn.ask) for turn, _, _ in visits(scenarios["list_loans"], 15)]
    assert asks[:5] != asks[5:10] or asks[:5] != asks[10:]


@pytest.mark.parametrize("name", ["list_loans", "hold_book", "hold_copies"])
def test_no_visit_gets_the_request_of_another(scenarios: dict[str, Compiled], name: str) -> None:
    seen = Counter((turn.key, lap, number) for turn, lap, number in visits(scenarios[name], 20_000))
    assert set(seen.values()) == {1}


def test_a_lap_has_all_wordings_and_values(scenarios: dict[str, Compiled]) -> None:
    found = list(visits(scenarios["list_loans"], 20_000))
    turns = {turn.key: turn for turn, _, _ in found if turn.requests.size < 1000}
    assert turns
    for turn in turns.values():
        first = {number for other, lap, number in found if other.key == turn.key and not lap}
        assert len(first) == prod(turn.told) * len(turn.ask.bodies) == turn.requests.size


def test_values_of_one_kind_clash_no_more_often_than_all_spares(
    scenarios: dict[str, Compiled],
) -> None:
    clashes = 0
    for turn, _, number in visits(scenarios["hold_copies"], 5_000):
        assert turn.outcome.peers
        _, one, other = split(number, turn.told)[0]
        clashes += one == other
    assert clashes < 3 * 5_000 * (1 / 8) ** SPARES + 5
    assert SPARES > 1


def test_the_seed_gives_other_requests(library: Domain, phrasing: Phrasing) -> None:
    frames, year = Frames(phrasing, Pools(phrasing)), Year("2026-11-22T00:00:00Z")
    keys = {
        turn.key
        for seed in (1, 2)
        for scenario in Compiler(library, phrasing, frames, year, seed).intent("export")
        for turn, _, _ in visits(scenario, 5)
    }
    assert len(keys) == 20
