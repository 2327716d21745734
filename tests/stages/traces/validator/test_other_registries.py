"""What no file of schemas/domains/ allows, and so no damage to its traces shows."""

from typing import Any

import pytest

from schemas.domain import Domain
from stages.traces.policy_block import policy_block
from stages.traces.registry.load import DomainFile, load_domains
from stages.traces.validator.checker import Checker
from stages.traces.validator.problem import Code

Trace = dict[str, Any]


def _with_policy(domain: Domain, **changes: Any) -> Domain:
    return domain.model_copy(update={"policy": domain.policy.model_copy(update=changes)})


def _judged(trace: Trace, domain: Domain) -> set[tuple[Code, str]]:
    """By a registry of that domain alone; the trace carries its policy."""
    file = DomainFile(domain, trace["metadata"]["registry"])
    judged = {**trace, "policy": policy_block(domain).model_dump(mode="json")}
    return {(found.code, found.place) for found in Checker({domain.domain: file}).problems(judged)}


def _most(pool: list[Trace], field: str) -> Trace:
    """The trace with the largest figure."""
    return max(pool, key=lambda trace: trace["request"]["expected_scope"][field] or 0)


def test_a_tool_above_the_ceiling(pool: list[Trace]) -> None:
    for trace in pool[::40]:
        domain = load_domains()[trace["request"]["domain"]].domain
        found = _judged(trace, _with_policy(domain, ceiling="public"))
        wanted = {
            (Code.CEILING, f"graph.calls[{number}].tool_id")
            for number, call in enumerate(trace["graph"]["calls"])
            if call["scope"]["sensitivity_tier"] != "public"
        }
        assert found == wanted != set()


@pytest.mark.parametrize(
    ("code", "field", "limit"),
    [
        (Code.ROW_LIMIT, "rows_requested", "rows"),
        (Code.DAY_LIMIT, "time_range_days", "days"),
    ],
)
def test_a_limit_below_what_a_tool_takes(
    pool: list[Trace], code: Code, field: str, limit: str
) -> None:
    """Though a trace of the same plan that keeps it was seen before."""
    largest = _most(pool, field)
    most = largest["request"]["expected_scope"][field]
    domain = load_domains()[largest["request"]["domain"]].domain
    figures = {"rows": most - 1, "export_rows": most - 1} if limit == "rows" else {limit: most - 1}
    limits = domain.policy.limits.model_copy(update=figures)
    found = _judged(largest, _with_policy(domain, limits=limits))
    assert {one for one, _ in found} == {code}
    assert all(place.endswith(f".scope.{field}") for _, place in found)


@pytest.mark.parametrize(
    ("code", "field", "most", "limits"),
    [
        (Code.ROW_LIMIT, "rows_requested", 100, ["rows", "export_rows"]),
        (Code.DAY_LIMIT, "time_range_days", 70, ["days"]),
    ],
)
def test_a_plan_once_seen_does_not_excuse_more(
    pool: list[Trace], code: Code, field: str, most: int, limits: list[str]
) -> None:
    sound = next(trace for trace in pool if _names(trace, field, most))
    there = sound["request"]["expected_scope"][field]
    domain = load_domains()[sound["request"]["domain"]].domain
    lowered = domain.policy.limits.model_copy(update=dict.fromkeys(limits, there))
    tight = _with_policy(domain, limits=lowered)
    checker = Checker({domain.domain: DomainFile(tight, sound["metadata"]["registry"])})
    trace = {**sound, "policy": policy_block(tight).model_dump(mode="json")}
    assert checker.problems(trace) == []
    found = checker.problems(_replaced(trace, there, there + 1))
    assert {problem.code for problem in found} == {code}


def _names(trace: Trace, field: str, most: int) -> bool:
    figure = trace["request"]["expected_scope"][field] or 0
    wish = trace["graph"]["calls"][0]["provenance"]["content_snippet"]
    return 12 < figure < most and f" {figure} " in wish


def _replaced(value: Any, there: int, other: int) -> Any:
    """A number by another, everywhere, in texts too."""
    if isinstance(value, dict):
        return {
            key: inner if key == "policy" else _replaced(inner, there, other)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_replaced(inner, there, other) for inner in value]
    if isinstance(value, str):
        return value.replace(f" {there} ", f" {other} ")
    return other if type(value) is int and value == there else value
