"""The same question with what was wrong: another key, and a conversation that the API takes."""

from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.oracle_words import PHASES, Phase
from stages.traces.asking.ask import Ask
from stages.traces.asking.flaws import MOST_TOKENS, SHOWN, Flaw, Kind, corrected
from tests.servers.claude.abilities import check
from tests.servers.claude.checks import parsed
from tests.stages.traces.asking.samples import LIBRARY, asks
from tests.stages.traces.ledger.answers import answer

ASKS = asks(LIBRARY)
KINDS: tuple[Kind, ...] = get_args(Kind)
FLAWS = st.builds(Flaw, st.sampled_from(KINDS), st.lists(st.text(), max_size=12).map(tuple))


def turns(ask: Ask) -> list[tuple[str, str]]:
    return [(turn["role"], turn["content"]) for turn in ask.body["messages"]]


@given(st.sampled_from(PHASES), st.lists(st.tuples(FLAWS, st.text()), min_size=1, max_size=5))
def test_any_chain_of_corrections_can_be_asked(phase: Phase, flaws: list[tuple[Flaw, str]]) -> None:
    chain = [ASKS[phase]]
    for flaw, text in flaws:
        chain.append(corrected(chain[-1], answer("k", text=text), flaw))
    for one, other in pairwise(chain):
        assert turns(other)[: len(turns(one))] == turns(one)
        assert turns(other)[-1][0] == "user"
        check(parsed(other.sent("5m")))
    assert len({ask.key for ask in chain}) == len(chain)
    assert {(ask.phase, ask.domain) for ask in chain} == {(phase, "Library")}
    assert all(ask.key == Ask.of(phase, "Library", ask.body).key for ask in chain)


@pytest.mark.parametrize("kind", KINDS)
def test_the_question_itself_stays_as_it_was(kind: Kind) -> None:
    ask = asks(LIBRARY)["plan"]
    again = corrected(ask, answer("k"), Flaw(kind, ("wrong",)))
    assert ask == ASKS["plan"]
    fixed = ("model", "system", "output_config")
    assert [again.body[name] for name in fixed] == [ask.body[name] for name in fixed]


@pytest.mark.parametrize("kind", ["broken", "unsound", "declined"])
def test_the_answer_and_its_problems_are_shown(kind: Kind) -> None:
    wrong = answer("k", text=' {"calls": []} \n')
    again = corrected(ASKS["plan"], wrong, Flaw(kind, ("this is wrong", "that too")))
    _, shown, told = turns(again)
    assert shown == ("assistant", '{"calls": []}')
    assert told[0] == "user"
    assert "- this is wrong\n- that too\n" in told[1]
    assert again.body["max_tokens"] == ASKS["plan"].body["max_tokens"]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_answer_is_shown_as_words(text: str) -> None:
    again = corrected(ASKS["plan"], answer("k", text=text), Flaw("broken", ("it is empty",)))
    assert turns(again)[1] == ("assistant", "(nothing)")


def test_not_more_problems_than_it_can_mend() -> None:
    problems = tuple(f"problem {number}" for number in range(50))
    told = turns(corrected(ASKS["plan"], answer("k"), Flaw("unsound", problems)))[-1][1]
    assert told.count("- problem") == SHOWN
    assert f"- problem {SHOWN - 1}\n" in told


def test_a_refusal_is_not_shown_to_the_model() -> None:
    refused = answer("k", text="I can't.", stop_reason="refusal")
    again = corrected(ASKS["requests"], refused, Flaw("refused", ("no reason given",)))
    assert [role for role, _ in turns(again)] == ["user", "user"]
    assert "I can't." not in str(turns(again))


def test_an_answer_that_was_cut_off_may_be_longer_up_to_a_limit() -> None:
    ask, most = asks(LIBRARY, max_tokens=10_000)["plan"], []
    for _ in range(5):
        ask = corrected(ask, answer("k", text='{"cal'), Flaw("cut-off", ("it was cut off",)))
        most.append(ask.body["max_tokens"])
    assert most == [20_000, MOST_TOKENS, MOST_TOKENS, MOST_TOKENS, MOST_TOKENS]
    assert '{"cal' not in str(turns(ask))


def test_two_flaws_of_one_answer_are_two_questions() -> None:
    told: list[Any] = [Flaw("unsound", ("a",)), Flaw("unsound", ("b",)), Flaw("broken", ("c",))]
    assert len({corrected(ASKS["plan"], answer("k"), flaw).key for flaw in told}) == 3
