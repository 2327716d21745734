"""Whatever is given to the validator is judged: it never raises."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.traces.validator.checker import Checker
from stages.traces.validator.problem import Problem
from tests.stages.traces.validator.mutations import DEEP, VALUES, mutated, nested

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ODD = [
    None,
    [],
    {},
    "trace",
    {"trace_id": None},
    {1: 2, None: 3, ("a",): 4},
    10**5000,
    float("nan"),
    "\ud800",
    {"a\nb": "c"},
    nested(5000),
]

ODD_ARGUMENTS = [10**5000, [-(10**5000)], nested(5000), {"$ref": nested(5000)}]


def _is_readable(problems: list[Problem]) -> bool:
    """One line each that can be printed, not too long."""
    lines = [str(problem) for problem in problems]
    return all(line.isprintable() and len(line.encode()) < 2000 for line in lines)


@pytest.mark.parametrize("value", ODD, ids=[str(number) for number in range(len(ODD))])
def test_odd_values_are_no_traces(value: Any, checker: Checker) -> None:
    problems = checker.problems(value)
    assert problems
    assert _is_readable(problems)


@MANY
@given(value=st.one_of(VALUES, DEEP))
def test_any_json_is_judged(value: Any, checker: Checker) -> None:
    problems = checker.problems(value)
    assert problems
    assert _is_readable(problems)


@pytest.mark.parametrize("value", ODD_ARGUMENTS, ids=["number", "list", "deep", "ref"])
def test_odd_arguments_are_judged(value: Any, pool: list[dict[str, Any]], checker: Checker) -> None:
    for sound in pool[::7]:
        trace = copy.deepcopy(sound)
        for call in trace["graph"]["calls"]:
            call["arguments"] = dict.fromkeys(call["arguments"], value)
            call["scope"]["rows_requested"] = 10**5000
        trace["metadata"]["tail"] = trace["policy"]["rules"] = trace["metadata"]["registry"] = value
        problems = checker.problems(trace)
        assert problems
        assert _is_readable(problems)


@MANY
@given(data=st.data())
def test_any_damage_is_judged(
    data: st.DataObject, pool: list[dict[str, Any]], checker: Checker
) -> None:
    assert _is_readable(checker.problems(data.draw(mutated(pool))))


@MANY
@given(data=st.data(), value=st.one_of(VALUES, DEEP))
def test_any_argument_is_judged(
    data: st.DataObject, value: Any, pool: list[dict[str, Any]], checker: Checker
) -> None:
    """In one or two places, so that equal values are compared."""
    trace = {**data.draw(st.sampled_from(pool))}
    names = [
        (number, name)
        for number, call in enumerate(trace["graph"]["calls"])
        for name in call["arguments"]
    ]
    chosen = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=2))
    calls = [{**call, "arguments": {**call["arguments"]}} for call in trace["graph"]["calls"]]
    for number, name in chosen:
        calls[number]["arguments"][name] = value
    trace["graph"] = {**trace["graph"], "calls": calls}
    assert _is_readable(checker.problems(trace))
