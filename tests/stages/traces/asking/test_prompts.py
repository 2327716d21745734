"""The questions of the three phases."""

import re
from typing import Any

import orjson
import pytest

from schemas.oracle_words import PHASES, Phase
from stages.traces.asking.formats import PlannedCalls
from stages.traces.asking.instructions import INSTRUCTIONS
from tests.stages.traces.asking.samples import (
    DOMAINS,
    LIBRARY,
    PARAMS,
    TODAY,
    asks,
    briefer,
    plan,
    prompts,
)


def said(body: Any) -> str:
    """The one message."""
    (message,) = body["messages"]
    assert message["role"] == "user"
    content: str = message["content"]
    return content


def within(text: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("phase", PHASES)
def test_all_questions_of_a_phase_and_a_domain_begin_alike(phase: Phase) -> None:
    for domain in DOMAINS:
        ours = prompts(domain)
        briefs = [briefer(domain).brief("retrieve", number, 0) for number in range(3)]
        one = {**asks(domain)[phase].body}
        other = {
            "requests": ours.requests(briefs),
            "plan": ours.plan("Another.", "Monday"),
            "judgement": ours.judgement("Another.", "Monday", PlannedCalls(calls=[])),
        }[phase]
        another = {**other.body}
        assert one.pop("messages") != another.pop("messages")
        assert orjson.dumps(one) == orjson.dumps(another)


def test_the_system_prompt_is_what_the_phase_wants_and_then_the_desk() -> None:
    for domain in DOMAINS:
        found = asks(domain)
        for phase, ask in found.items():
            instructions, told = (block["text"] for block in ask.body["system"])
            assert instructions == INSTRUCTIONS[phase]
            assert f"<phase>{phase}</phase>" in instructions
            assert f"<domain>{domain.domain}</domain>" in told
        assert len({ask.body["system"][1]["text"] for ask in found.values()}) == 1


def test_no_word_of_a_task_is_in_the_part_that_is_cached() -> None:
    for phase in PHASES:
        body = asks(LIBRARY, text="A quaint request.")[phase].body
        assert "A quaint request." not in str(body["system"])
        assert TODAY not in str(body["system"])


@pytest.mark.parametrize("phase", PHASES)
def test_settings_of_the_phase(phase: Phase) -> None:
    settings, body = PARAMS.oracle.phases.of(phase), asks(DOMAINS[0])[phase].body
    assert (body["model"], body["max_tokens"]) == (settings.model, settings.max_tokens)
    assert body["output_config"]["effort"] == settings.effort
    assert "thinking" not in body


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_left_to_the_model_is_not_said(phase: Phase) -> None:
    body = asks(LIBRARY, effort=None, thinking="disabled")[phase].body
    assert body["output_config"].keys() == {"format"}
    assert body["thinking"] == {"type": "disabled"}
    assert not {"temperature", "top_p", "top_k", "stop_sequences"} & body.keys()


def test_briefs_are_numbered_and_their_moments_kept_back() -> None:
    ours = briefer(DOMAINS[0])
    briefs = [ours.brief("update", number, 1) for number in range(4)]
    text = said(prompts(DOMAINS[0]).requests(briefs).body)
    told = orjson.loads(within(text, "briefs"))
    assert [one["number"] for one in told] == [1, 2, 3, 4]
    for brief, one in zip(briefs, told, strict=True):
        assert one == {**brief.told(one["number"])}
        assert one["facts"] == brief.facts
        assert one["today"] == brief.today
        assert brief.moment not in text


def test_a_plan_is_asked_for_a_request_and_a_day() -> None:
    text = said(prompts(LIBRARY).plan("Find <ten> loans & tell.", TODAY).body)
    assert within(text, "request") == "Find <ten> loans & tell."
    assert f"Today is {TODAY}.\n" in text


def test_a_judgement_is_asked_for_the_calls_by_number() -> None:
    one = plan(("limit", 10), ("branch", "Old Mill")).calls
    calls = PlannedCalls(calls=[*one, *one])
    text = said(prompts(LIBRARY).judgement("Ten loans.", TODAY, calls).body)
    assert within(text, "request") == "Ten loans."
    told = orjson.loads(within(text, "plan"))
    assert [call.pop("call") for call in told] == ["call_1", "call_2"]
    assert PlannedCalls.model_validate({"calls": told}) == calls
