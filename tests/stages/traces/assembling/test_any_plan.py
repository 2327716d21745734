"""Whatever a model plans becomes a trace, and the validator judges it."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.domain import Domain
from schemas.trace import GoldTrace
from stages.traces.asking.formats import PlannedArgument, PlannedCall, PlannedCalls
from stages.traces.assembling.planned import planned
from stages.traces.assembling.trace import Assembler, Written
from stages.traces.registry.load import load_domains
from stages.traces.validator.checker import Checker
from stages.traces.validator.problem import Code

MANY = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FINANCE = load_domains()["Finance"]
DOMAIN: Domain = FINANCE.domain
ASSEMBLER = Assembler(FINANCE)
WRITTEN = Written(7, "export", "Export the 4 oldest invoices, and no more.", "2026-03-03T09:30:00Z")
SCOPE = {Code.ROWS, Code.SENSITIVITY, Code.DAYS, Code.TARGET, Code.TOO_LARGE, Code.TOO_SMALL}

NAMES = sorted({name for tool in DOMAIN.tools.values() for name in tool.takes})
FIELDS = sorted({field for record in DOMAIN.records.values() for field in record})
EXAMPLES = ["INV-2026-00001", "APR-000001", "finance-archive", "paid", "2026-03-03", "Ann Lee"]
CALLS = st.sampled_from(["call_0", "call_1", "call_2", "call_3", "call_99", "call_x", "x", ""])

references = st.builds(
    "${}{}.{}".format,
    CALLS,
    st.sampled_from(["[]", "[0]", "", "[", "[1]"]),
    st.sampled_from(FIELDS),
)
texts = st.one_of(st.sampled_from(EXAMPLES), references, st.text(max_size=8), st.just("$"))
numbers = st.one_of(st.integers(-3, 900), st.integers(), st.floats(), st.just(10**400))
values = st.one_of(texts, numbers, st.booleans(), st.lists(st.one_of(texts, numbers), max_size=4))
arguments = st.builds(
    PlannedArgument, name=st.one_of(st.sampled_from(NAMES), st.text(max_size=5)), value=values
)
planned_calls = st.builds(
    PlannedCall,
    tool=st.one_of(st.sampled_from(sorted(DOMAIN.tools)), st.text(max_size=9)),
    arguments=st.lists(arguments, max_size=4),
    after=st.lists(st.one_of(CALLS, st.text(max_size=4)), max_size=3),
    quote=st.sampled_from(["", "Export the 4", "the 4 oldest", "nothing of it", " "]),
)
plans = st.builds(PlannedCalls, calls=st.lists(planned_calls, min_size=1, max_size=4))


@MANY
@given(plan=plans)
def test_any_plan_is_assembled_and_judged(plan: PlannedCalls, checker: Checker) -> None:
    trace = ASSEMBLER.trace(WRITTEN, plan, {"plan": "m"}, 0)
    problems = checker.problems(trace)
    assert len(trace["graph"]["calls"]) == len(plan.calls)
    assert all(str(problem).isprintable() for problem in problems)
    if not problems:
        assert GoldTrace.model_validate(trace).to_training_format() == trace


@MANY
@given(plan=plans)
def test_a_scope_is_never_all_that_is_wrong(plan: PlannedCalls, checker: Checker) -> None:
    codes = {problem.code for problem in checker.problems(ASSEMBLER.trace(WRITTEN, plan, {}, 0))}
    assert not codes or codes - SCOPE


@st.composite
def nearly_sound(draw: st.DrawFn, pool: list[dict[str, Any]]) -> tuple[dict[str, Any], Any]:
    """A trace of templates and its plan, of which one argument has another value or is gone."""
    trace = draw(st.sampled_from(pool))
    calls = copy.deepcopy(planned(trace).model_dump())["calls"]
    given = draw(st.sampled_from([call["arguments"] for call in calls if call["arguments"]]))
    one = draw(st.sampled_from(given))
    if draw(st.booleans()):
        one["value"] = draw(values)
    else:
        given.remove(one)
    return trace, PlannedCalls.model_validate({"calls": calls})


@MANY
@given(data=st.data())
def test_plans_that_are_nearly_sound(
    data: st.DataObject, pool: list[dict[str, Any]], checker: Checker
) -> None:
    trace, plan = data.draw(nearly_sound(pool))
    request = trace["request"]
    file = load_domains()[request["domain"]]
    written = Written(1, request["intent_category"], request["text"], trace["created_at"])
    made = Assembler(file).trace(written, plan, {}, 0)
    codes = {problem.code for problem in checker.problems(made)}
    assert not codes or codes - SCOPE
    if not codes:
        assert planned(made).model_dump_json()
        assert Assembler(file).trace(written, planned(made), {}, 0) == made


@pytest.mark.parametrize("place", ["after", "argument"])
def test_a_model_that_repeats_a_digit_without_end(place: str, checker: Checker) -> None:
    endless = f"call_{'1' * 5000}"
    given = [PlannedArgument(name="invoice_ids", value=f"${endless}[].invoice_id")]
    call = PlannedCall(
        tool="finance.export_ledger",
        arguments=given if place == "argument" else [],
        after=[endless] if place == "after" else [],
        quote="Export the 4",
    )
    assert checker.problems(ASSEMBLER.trace(WRITTEN, PlannedCalls(calls=[call]), {}, 0))
