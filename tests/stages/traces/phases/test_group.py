"""What becomes of a group, by what the model says."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from stages.traces.oracle.template import TemplateOracle
from stages.traces.phases.asker import Stopped
from stages.traces.phases.outcome import Accepted, Open, Rejected
from stages.traces.transports.transport import Unanswered
from tests.stages.traces.phases.saying import Desk, Saying, answer_to


@pytest.fixture
def desk(oracle: TemplateOracle, tmp_path: Path) -> Desk:
    return Desk(oracle, tmp_path)


def outcomes(desk: Desk, answers: Saying) -> list[Any]:
    return asyncio.run(desk.outcomes(answers))


def test_three_that_go_well(desk: Desk) -> None:
    answers = desk.saying()
    found = outcomes(desk, answers)
    assert [type(one) for one in found] == [Accepted] * 3
    assert [one.wanted.row for one in found] == [0, 1, 2]
    assert [one.trace["request"]["text"] for one in found] == desk.texts
    assert {one.trace["validated"] for one in found} == {True}
    assert {tuple(one.models.values()) for one in found} == {("m-1",) * 3}
    assert answers.calls == {"requests": 1, "plan": 3, "judgement": 3}
    for one in found:
        keys = [ask.key for asks in answers.asked.values() for ask in asks]
        assert len(one.keys) == len(set(one.keys)) == 3
        assert set(one.keys) <= set(keys)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "requests.missing"),
        ("", "requests.unsound"),
        ("Show {customer}", "requests.unsound"),
        ("x" * 2001, "requests.unsound"),
        ("Show\x00it", "requests.unsound"),
    ],
)
def test_one_request_that_can_not_be_used(desk: Desk, text: str | None, code: str) -> None:
    said = [dict(one) for one in desk.requests]
    if text is None:
        del said[1]
    else:
        said[1]["text"] = text
    answers = desk.saying(requests=lambda ask, before: {"requests": said})
    first, second, third = outcomes(desk, answers)
    assert isinstance(second, Rejected)
    assert (second.phase, second.codes, second.text) == ("requests", (code,), text)
    assert isinstance(first, Accepted) and isinstance(third, Accepted)
    assert answers.calls == {"requests": 1, "plan": 2, "judgement": 2}


def test_numbers_that_nobody_asked_for_do_no_harm(desk: Desk) -> None:
    more = [
        {"number": 0, "text": "Zero"},
        *desk.requests[::-1],
        {"number": 2, "text": "Two again"},
        {"number": 4, "text": "Four"},
    ]
    found = outcomes(desk, desk.saying(requests=lambda ask, before: {"requests": more}))
    assert [one.trace["request"]["text"] for one in found] == desk.texts


def test_a_planner_that_declines_is_not_talked_out_of_it(desk: Desk) -> None:
    answers = desk.saying(plan=lambda ask, before: {"calls": []})
    found = outcomes(desk, answers)
    assert {(one.phase, one.codes) for one in found} == {("plan", ("plan.declined",))}
    assert answers.calls == {"requests": 1, "plan": 3}


@pytest.mark.parametrize(
    ("verdict", "kinds", "codes"),
    [
        ("reject", [], ("judgement.declined",)),
        ("reject", ["scope", "order", "scope"], ("judgement.scope", "judgement.order")),
        ("accept", ["excess"], ("judgement.excess",)),
    ],
)
def test_a_judge_that_rejects_is_not_talked_out_of_it(
    desk: Desk, verdict: str, kinds: list[str], codes: tuple[str, ...]
) -> None:
    findings = [{"kind": kind, "where": "call_1", "why": "It is so."} for kind in kinds]
    said = {"verdict": verdict, "findings": findings}
    answers = desk.saying(judgement=lambda ask, before: said)
    found = outcomes(desk, answers)
    assert {(one.phase, one.codes) for one in found} == {("judgement", codes)}
    assert answers.calls["judgement"] == 3


@pytest.mark.parametrize("wrong", ["no JSON", '{"calls": [{"tool": 1}]}', '{"requests": []}'])
def test_what_is_wrong_is_told_and_mended(desk: Desk, wrong: str) -> None:
    answers = desk.saying(
        plan=lambda ask, before: wrong if len(ask.body["messages"]) < 5 else desk.plan(ask)
    )
    found = outcomes(desk, answers)
    assert [len(one.keys) for one in found] == [5, 5, 5]
    assert {type(one) for one in found} == {Accepted}
    turns = answers.asked["plan"][-1].body["messages"]
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 2 + ["user"]
    assert turns[1]["content"] == wrong
    assert turns[2]["content"].startswith("That can't be used:\n- ")


def test_corrections_come_to_an_end(oracle: TemplateOracle, tmp_path: Path) -> None:
    desk = Desk(oracle, tmp_path, corrections=1)
    answers = desk.saying(judgement=lambda ask, before: answer_to(ask, "{", "max_tokens"))
    found = outcomes(desk, answers)
    assert {(one.phase, one.codes) for one in found} == {("judgement", ("judgement.cut-off",))}
    assert answers.calls["judgement"] == 6
    assert {ask.body["max_tokens"] for ask in answers.asked["judgement"]} == {4000, 8000}


@pytest.mark.parametrize("error", [Stopped(), Unanswered("5 batches")])
@pytest.mark.parametrize("phase", ["requests", "plan", "judgement"])
def test_without_an_answer_it_stays_open(desk: Desk, phase: Any, error: Exception) -> None:
    found = outcomes(desk, desk.saying(**{phase: lambda ask, before: error}))
    assert {(type(one), one.phase) for one in found} == {(Open, phase)}
    assert [one.wanted.row for one in found] == [0, 1, 2]


def test_one_that_stays_open_does_not_keep_the_others(desk: Desk) -> None:
    answers = desk.saying(
        judgement=lambda ask, before: Unanswered("500") if before == 1 else desk.accepts
    )
    found = outcomes(desk, answers)
    assert sorted(type(one).__name__ for one in found) == ["Accepted", "Accepted", "Open"]
