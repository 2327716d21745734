"""What can be wrong with an answer."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.oracle_words import PHASES
from stages.traces.asking.flaws import SHOWN, Flaw, read
from stages.traces.asking.formats import (
    Finding,
    Judgement,
    PlannedCalls,
    WrittenRequest,
    WrittenRequests,
)
from stages.traces.asking.prompts import FORMS
from tests.stages.traces.asking.samples import plan
from tests.stages.traces.ledger.answers import answer


def test_an_answer_of_the_right_form() -> None:
    made = plan(("limit", 10), ("branch", "Old Mill"), ("mail", True), ("fee", 2.5))
    assert read(answer("k", text=made.model_dump_json()), PlannedCalls) == made
    finding = Finding(kind="scope", where="call_1", why="too much")
    verdict = Judgement(verdict="reject", findings=[finding])
    assert read(answer("k", text=verdict.model_dump_json()), Judgement) == verdict
    written = WrittenRequests(requests=[WrittenRequest(number=1, text="é \U0001f600")])
    assert read(answer("k", text=written.model_dump_json()), WrittenRequests) == written


@pytest.mark.parametrize("stop", ["end_turn", "stop_sequence", "unknown"])
def test_why_it_ended_does_not_count_where_the_form_is_right(stop: str) -> None:
    found = read(answer("k", stop_reason=stop), PlannedCalls)
    assert found == PlannedCalls(calls=[])


@pytest.mark.parametrize(("told", "problem"), [("It is unsafe.", "It is unsafe."), (None, None)])
def test_a_refusal(told: str | None, problem: str | None) -> None:
    refused = answer("k", stop_reason="refusal", refusal=told, text='{"calls": []}')
    assert read(refused, PlannedCalls) == Flaw("refused", (problem or "no reason given",))


@pytest.mark.parametrize("stop", ["max_tokens", "model_context_window_exceeded"])
def test_cut_off_even_where_what_came_can_be_read(stop: str) -> None:
    found = read(answer("k", stop_reason=stop), PlannedCalls)
    assert isinstance(found, Flaw)
    assert (found.kind, found.codes) == ("cut-off", ())
    assert stop in found.problems[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "Invalid JSON"),
        ("Sure, here it is:", "Invalid JSON"),
        ('```json\n{"calls": []}\n```', "Invalid JSON"),
        ('{"calls": []},', "Invalid JSON"),
        ('{"calls": [], "note": ""}', "note: "),
        ("{}", "calls: Field required"),
        ("[]", "Input should be"),
        ('{"calls": [{"tool": 1, "arguments": [], "after": [], "quote": ""}]}', "calls.0.tool: "),
        ('{"calls": [{"tool": "x", "arguments": [], "after": []}]}', "calls.0.quote: "),
        ('{"calls": "\\ud800"}', "Invalid JSON"),
    ],
)
def test_broken(text: str, place: str) -> None:
    found = read(answer("k", text=text), PlannedCalls)
    assert isinstance(found, Flaw)
    assert found.kind == "broken"
    assert found.problems[0].startswith(place)
    assert found.coded("plan") == ("plan.broken",)


def test_not_more_problems_than_a_model_can_mend() -> None:
    found = read(answer("k", text=orjson.dumps({"calls": [{}] * 50}).decode()), PlannedCalls)
    assert isinstance(found, Flaw)
    assert len(found.problems) == SHOWN


@given(text=st.text(), phase=st.sampled_from(PHASES))
def test_any_text_is_read_or_broken(text: str, phase: str) -> None:
    found = read(answer("k", text=text), FORMS[phase])  # type: ignore[index]
    assert isinstance(found, Flaw) and found.kind == "broken" and found.problems


@pytest.mark.parametrize(
    ("flaw", "codes"),
    [
        (Flaw("refused", ("no",)), ("judgement.refused",)),
        (Flaw("unsound", ("x",), ("tool.unknown",)), ("judgement.unsound", "tool.unknown")),
        (Flaw("declined", ("x",)), ("judgement.declined",)),
        (Flaw("declined", ("x",), ("judgement.scope",)), ("judgement.scope",)),
    ],
)
def test_what_reports_count(flaw: Flaw, codes: tuple[str, ...]) -> None:
    assert flaw.coded("judgement") == codes
