"""Scopes of calls and of the request."""

from schemas.domain import SENSITIVITIES, Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import (
    Trace,
    calls,
    damage,
    of_kind,
    say,
)


@damage(Code.ROWS)
def more_rows_than_the_arguments_say(trace: Trace, domain: Domain) -> str:
    calls(trace)[-1]["scope"]["rows_requested"] += 1
    return f"graph.calls[{len(calls(trace)) - 1}].scope.rows_requested"


@damage(Code.ROWS)
def rows_unknown(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["scope"]["rows_requested"] = None
    return "graph.calls[0].scope.rows_requested"


@damage(Code.DAYS)
def days_that_no_argument_says(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if call["scope"]["time_range_days"] is None:
            call["scope"]["time_range_days"] = 7
            return f"graph.calls[{number}].scope.time_range_days"
    return None


@damage(Code.TARGET)
def a_target_that_no_argument_says(trace: Trace, domain: Domain) -> str:
    other = set(domain.policy.export_targets) - {calls(trace)[0]["scope"]["export_target"]}
    calls(trace)[0]["scope"]["export_target"] = min(other)
    return "graph.calls[0].scope.export_target"


@damage(Code.SENSITIVITY)
def tier_raised(trace: Trace, domain: Domain) -> str | None:
    scope = calls(trace)[0]["scope"]
    place = SENSITIVITIES.index(scope["sensitivity_tier"])
    scope["sensitivity_tier"] = SENSITIVITIES[(place + 1) % len(SENSITIVITIES)]
    return "graph.calls[0].scope.sensitivity_tier"


@damage(Code.SENSITIVITY)
def a_tier_that_is_none(trace: Trace, domain: Domain) -> str:
    trace["request"]["expected_scope"]["sensitivity_tier"] = "secret"
    return "request.expected_scope.sensitivity_tier"


@damage(Code.TOO_LARGE)
def more_rows_expected(trace: Trace, domain: Domain) -> str:
    trace["request"]["expected_scope"]["rows_requested"] += 1
    return "request.expected_scope.rows_requested"


@damage(Code.TOO_SMALL)
def fewer_rows_expected(trace: Trace, domain: Domain) -> str:
    trace["request"]["expected_scope"]["rows_requested"] -= 1
    return "request.expected_scope.rows_requested"


@damage(Code.TOO_LARGE)
def a_more_sensitive_tier_expected(trace: Trace, domain: Domain) -> str | None:
    scope = trace["request"]["expected_scope"]
    place = SENSITIVITIES.index(scope["sensitivity_tier"]) + 1
    if place == len(SENSITIVITIES):
        return None
    scope["sensitivity_tier"] = SENSITIVITIES[place]
    return "request.expected_scope.sensitivity_tier"


@damage(Code.TOO_SMALL)
def a_less_sensitive_tier_expected(trace: Trace, domain: Domain) -> str | None:
    scope = trace["request"]["expected_scope"]
    place = SENSITIVITIES.index(scope["sensitivity_tier"])
    if place == 0:
        return None
    scope["sensitivity_tier"] = SENSITIVITIES[place - 1]
    return "request.expected_scope.sensitivity_tier"


@damage(Code.TOO_SMALL)
def no_days_expected(trace: Trace, domain: Domain) -> str | None:
    if trace["request"]["expected_scope"]["time_range_days"] is None:
        return None
    trace["request"]["expected_scope"]["time_range_days"] = None
    return "request.expected_scope.time_range_days"


@damage(Code.TOO_LARGE)
def a_target_expected_without_an_export(trace: Trace, domain: Domain) -> str | None:
    if trace["request"]["expected_scope"]["export_target"] is not None:
        return None
    trace["request"]["expected_scope"]["export_target"] = domain.policy.export_targets[0]
    return "request.expected_scope.export_target"


@damage(Code.TARGET)
def another_target_expected(trace: Trace, domain: Domain) -> str | None:
    there = trace["request"]["expected_scope"]["export_target"]
    if there is None:
        return None
    other = min(set(domain.policy.export_targets) - {there})
    trace["request"]["expected_scope"]["export_target"] = other
    return "request.expected_scope.export_target"


@damage(Code.TWO_TARGETS)
def exports_to_two_targets(trace: Trace, domain: Domain) -> str | None:
    exports = list(of_kind(trace, domain, "export_target"))
    if len(exports) < 2:
        return None
    one = exports[0]
    other = min(set(domain.policy.export_targets) - {one.value})
    one.arguments[one.name] = calls(trace)[one.number]["scope"]["export_target"] = other
    say(trace, f" And {other} too.")
    return "request.expected_scope.export_target"
