"""The short way of the validator says what the long one says."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
from stages.traces.validator.checker import Checker
from stages.traces.validator.compiling import compile_domains
from stages.traces.validator.form import TRACE
from stages.traces.validator.usual import Usual
from tests.stages.traces.validator.damages.register import arguments
from tests.stages.traces.validator.mutations import VALUES, mutated, near, spots

Trace = dict[str, Any]
Short = dict[str, Usual]

MANY = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def short(pool: list[Trace]) -> Short:
    """Has seen all of the pool."""
    found = {name: Usual(domain) for name, domain in compile_domains(load_domains()).items()}
    for trace in pool:
        found[trace["request"]["domain"]].learn(trace)
    return found


def _passes(trace: Trace, short: Short) -> bool:
    return trace["request"]["domain"] in short and short[trace["request"]["domain"]].passes(trace)


def test_sound_traces_pass(pool: list[Trace], short: Short) -> None:
    assert all(_passes(trace, short) for trace in pool)


def test_others_of_the_same_plans_pass_too(
    oracle: TemplateOracle, pool: list[Trace], short: Short, checker: Checker
) -> None:
    for trace in pool:
        request = trace["request"]
        for index in range(100, 103):
            other = oracle.trace(request["domain"], request["intent_category"], index)
            plans = [one["metadata"] for one in pool]
            assert _passes(other, short) == (other["metadata"] in plans)
            assert checker.explain(other) == []


def test_a_plan_not_seen_before_does_not_pass(pool: list[Trace]) -> None:
    domains = compile_domains(load_domains())
    for trace in pool[::50]:
        usual = Usual(domains[trace["request"]["domain"]])
        assert not usual.passes(trace)
        usual.learn(trace)
        assert usual.passes(trace)


def test_a_trace_without_a_scenario_takes_the_long_way(
    pool: list[Trace], short: Short, checker: Checker
) -> None:
    for trace in pool[::10]:
        other = {**trace, "metadata": {"oracle": "another"}}
        assert not _passes(other, short)
        assert checker.problems(other) == []


def test_what_cannot_be_a_plan_is_not_learnt(pool: list[Trace]) -> None:
    usual = Usual(compile_domains(load_domains())[pool[0]["request"]["domain"]])
    other = {**pool[0], "metadata": {"oracle": "another"}}
    usual.learn(other)
    assert not usual.passes(other)


def test_no_changed_value_passes_that_is_not_sound(
    pool: list[Trace], short: Short, checker: Checker
) -> None:
    """Every value of some traces, in turn, replaced by each of some others, or gone."""
    for trace in pool[::29]:
        for holder, key in spots(trace):
            there = holder[key]
            for value in near(there):
                holder[key] = value
                _agree(trace, short, checker)
            del holder[key]
            _agree(trace, short, checker)
            if isinstance(holder, dict):
                holder["extra"] = there
                _agree(trace, short, checker)
                del holder["extra"]
            if isinstance(holder, list):
                holder.insert(key, there)
            else:
                holder[key] = there
    assert all(_passes(trace, short) for trace in pool[::29])


def _agree(trace: Trace, short: Short, checker: Checker) -> None:
    if TRACE.fits(trace) and _passes(trace, short):
        assert checker.explain(trace) == []


@MANY
@given(data=st.data())
def test_what_passes_is_sound(
    data: st.DataObject, pool: list[Trace], short: Short, checker: Checker
) -> None:
    _agree(data.draw(mutated(pool)), short, checker)


@MANY
@given(data=st.data())
def test_arguments_that_pass_are_sound(
    data: st.DataObject, pool: list[Trace], short: Short, checker: Checker
) -> None:
    """Another value in arguments, scopes and the request alike: only limits and kinds tell."""
    trace = copy.deepcopy(data.draw(st.sampled_from(pool)))
    domain = load_domains()[trace["request"]["domain"]].domain
    one = data.draw(st.sampled_from(list(arguments(trace, domain))))
    others = [other.value for other in arguments(trace, domain)]
    there, value = (
        one.value,
        data.draw(st.one_of(_like(one.value), st.sampled_from(others), VALUES)),
    )
    one.arguments[one.name] = value
    trace["request"]["text"] += f" {value if type(value) in (int, str) else ''}."
    scopes = [trace["request"]["expected_scope"]]
    for scope in [*scopes, *(call["scope"] for call in trace["graph"]["calls"])]:
        for field, stated in scope.items():
            if stated == there and data.draw(st.booleans()) and type(value) is type(stated):
                scope[field] = value
    for call in trace["graph"]["calls"]:
        if call["provenance"]["source_type"] == "user":
            call["provenance"]["content_snippet"] = trace["request"]["text"]
    _agree(trace, short, checker)


def _like(value: Any) -> st.SearchStrategy[Any]:
    if type(value) is int:
        return st.integers(0, 2000)
    return st.sampled_from([value, [value], [value, value]])
