import pytest

from schemas.domain import Domain
from schemas.phrasing import Phrasing
from stages.traces.oracle.asks import AskCompiler
from stages.traces.oracle.compiled import Outcome
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import HOURS_A_WEEK, Year
from stages.traces.oracle.pools import Pools
from stages.traces.oracle.scenarios import Compiler
from stages.traces.oracle.turns import Compiled


@pytest.fixture(scope="module")
def compiler(library: Domain, phrasing: Phrasing) -> Compiler:
    year = Year("2026-11-22T00:00:00Z")
    return Compiler(library, phrasing, Frames(phrasing, Pools(phrasing)), year, seed=1)


def outcomes(scenario: Compiled) -> list[Outcome]:
    """Those of all turns, in the order of the file; each ask has all of them."""
    turns = [scenario.turn(place) for place in sorted(scenario.order)]
    return [turn.outcome for turn in turns if turn.ask is turns[0].ask]


def named(scenarios: tuple[Compiled, ...], name: str) -> Compiled:
    return next(found for found in scenarios if found.name == name)


def test_scenarios_of_an_intent(compiler: Compiler) -> None:
    names = ["strike_loans", "strike_and_pay"]
    assert [one.name for one in compiler.intent("delete")] in (names, names[::-1])


def test_the_seed_decides_which_scenario_comes_first(library: Domain, phrasing: Phrasing) -> None:
    frames, year = Frames(phrasing, Pools(phrasing)), Year("2026-11-22T00:00:00Z")
    seeds = [Compiler(library, phrasing, frames, year, seed) for seed in range(20)]
    first = {compiler.intent("delete")[0].name for compiler in seeds}
    assert first == {"strike_loans", "strike_and_pay"}


def test_without_a_wish_is_twice_as_likely_as_with_one(compiler: Compiler) -> None:
    found = outcomes(named(compiler.intent("retrieve"), "list_loans"))
    assert [outcome.number for outcome in found] == [None, None, 0]
    assert [len(outcome.plan.steps) for outcome in found] == [1, 1, 2]


def test_a_scenario_without_wishes_has_one_outcome(compiler: Compiler) -> None:
    (outcome,) = outcomes(compiler.intent("delete")[0])
    assert outcome.wish is None


def test_changes_have_the_hours_outside_read_only_windows(compiler: Compiler) -> None:
    sunday = range(HOURS_A_WEEK - 24, HOURS_A_WEEK)
    assert not set(outcomes(compiler.intent("delete")[0])[0].hours) & set(sunday)
    assert set(sunday) <= set(outcomes(named(compiler.intent("retrieve"), "list_loans"))[0].hours)


def test_slots_of_one_kind_are_peers(compiler: Compiler) -> None:
    found = named(compiler.intent("create"), "hold_copies")
    assert outcomes(found)[0].peers == ((), (), (1,))
    assert outcomes(named(compiler.intent("create"), "hold_book"))[0].peers == ()


def test_an_ask_is_compiled_at_its_first_call(
    library: Domain, phrasing: Phrasing, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ask = AskCompiler.ask

    def ask(self: AskCompiler, text: str, *rest: object) -> object:
        compiled.append(text)
        return compile_ask(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(AskCompiler, "ask", ask)
    frames = Frames(phrasing, Pools(phrasing))
    compiler = Compiler(library, phrasing, frames, Year("2026-11-22T00:00:00Z"), seed=1)
    scenario = named(compiler.intent("export"), "export_loans")
    assert compiled == []
    assert scenario.turn(1) is scenario.turn(1)
    assert compiled == ["Could you export {n} loans at {branch} to {place}?"]
