"""The request, the ids of the trace and its moment."""

from schemas.domain import INTENTS, Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import (
    Trace,
    arguments,
    calls,
    damage,
    of_form,
    of_kind,
)


@damage(Code.DOMAIN)
def a_domain_that_is_not_there(trace: Trace, domain: Domain) -> str:
    trace["request"]["domain"] = "Gardening"
    return "request.domain"


@damage(Code.TEXT)
def a_blank_request(trace: Trace, domain: Domain) -> str:
    trace["request"]["text"] = "  "
    return "request.text"


@damage(Code.BRACES)
def unfilled_braces(trace: Trace, domain: Domain) -> str:
    trace["request"]["text"] += " Send it to {person}."
    return "request.text"


@damage(Code.INTENT)
def an_intent_that_is_none(trace: Trace, domain: Domain) -> str:
    trace["request"]["intent_category"] = "browse"
    return "request.intent_category"


@damage(Code.UNSERVED)
def an_intent_without_a_call(trace: Trace, domain: Domain) -> str:
    served = {domain.tools[call["tool_id"]].intent for call in calls(trace)}
    trace["request"]["intent_category"] = next(one for one in INTENTS if one not in served)
    return "request.intent_category"


@damage(Code.TRUST_TIER)
def a_request_trusted_as_the_system(trace: Trace, domain: Domain) -> str:
    trace["request"]["trust_tier"] = "system"
    return "request.trust_tier"


@damage(Code.UNNAMED)
def a_person_whom_the_request_does_not_name(trace: Trace, domain: Domain) -> str | None:
    for one in of_kind(trace, domain, "person"):
        one.arguments[one.name] = "Nobody Inparticular"
        return one.place
    return None


@damage(Code.UNNAMED)
def another_identifier_than_the_one_named(trace: Trace, domain: Domain) -> str | None:
    for one in of_form(trace, domain, "pattern"):
        digit = next(char for char in reversed(one.value) if char.isdigit())
        head, _, tail = one.value.rpartition(digit)
        one.arguments[one.name] = f"{head}{(int(digit) + 1) % 10}{tail}"
        return one.place
    return None


@damage(Code.UNNAMED)
def more_rows_than_the_request_names(trace: Trace, domain: Domain) -> str | None:
    """Stated everywhere, and within the policy: only the request says otherwise."""
    for one in of_kind(trace, domain, "rows"):
        rows = one.value + 1
        tool = domain.tools[calls(trace)[one.number]["tool_id"]]
        most = min(domain.policy.limits.rows, tool.takes[one.name].max or 0)
        if 12 < rows <= most and str(rows) not in trace["request"]["text"]:
            one.arguments[one.name] = rows
            calls(trace)[one.number]["scope"]["rows_requested"] = rows
            trace["request"]["expected_scope"]["rows_requested"] = rows
            return one.place
    return None


@damage(Code.UNNAMED)
def a_longer_span_than_the_request_names(trace: Trace, domain: Domain) -> str | None:
    for one in of_kind(trace, domain, "days"):
        days = one.value + 1
        if 12 < days <= domain.policy.limits.days and str(days) not in trace["request"]["text"]:
            one.arguments[one.name] = days
            calls(trace)[one.number]["scope"]["time_range_days"] = days
            trace["request"]["expected_scope"]["time_range_days"] = days
            return one.place
    return None


@damage(Code.UNNAMED)
def another_day_than_the_one_named(trace: Trace, domain: Domain) -> str | None:
    for one in of_kind(trace, domain, "date"):
        one.arguments[one.name] = "2031-07-19"
        return one.place
    return None


@damage(Code.UNNAMED)
def another_name_than_the_one_named(trace: Trace, domain: Domain) -> str | None:
    for one in of_form(trace, domain, "values"):
        for other in domain.kinds[one.kind].values or ():
            if _unsaid(trace, domain, one.place, other):
                one.arguments[one.name] = other
                return one.place
    return None


def _unsaid(trace: Trace, domain: Domain, place: str, value: str) -> bool:
    """Not in the text, nor given to this parameter by any plan."""
    for one in arguments(trace, domain):
        tool = calls(trace)[one.number]["tool_id"]
        if one.place == place:
            plans = [
                step.args.get(one.name)
                for scenario in domain.scenarios.values()
                for plan in (scenario.calls, *(tail.calls for tail in scenario.also))
                for step in plan.values()
                if step.tool == tool
            ]
            return value not in plans and value.lower() not in trace["request"]["text"].lower()
    return False


@damage(Code.REQUEST_ID)
def the_request_of_another_trace(trace: Trace, domain: Domain) -> str:
    trace["request"]["request_id"] = "finance-99999999-r"
    return "request.request_id"


@damage(Code.TRACE_ID)
def a_trace_id_of_another_domain(trace: Trace, domain: Domain) -> str:
    trace["trace_id"] = f"gardening-{trace['trace_id'][-8:]}"
    return "trace_id"


@damage(Code.CREATED_AT)
def a_moment_without_a_zone(trace: Trace, domain: Domain) -> str:
    trace["created_at"] = trace["created_at"].removesuffix("Z")
    return "created_at"


@damage(Code.CREATED_AT)
def a_day_for_a_moment(trace: Trace, domain: Domain) -> str:
    trace["created_at"] = trace["created_at"][:10]
    return "created_at"


@damage(Code.CREATED_AT)
def a_moment_that_is_none(trace: Trace, domain: Domain) -> str:
    trace["created_at"] = "2026-02-30T10:00:00Z"
    return "created_at"


@damage(Code.CREATED_AT)
def a_moment_in_another_zone(trace: Trace, domain: Domain) -> str:
    trace["created_at"] = trace["created_at"].replace("Z", "+02:00")
    return "created_at"


@damage(Code.TRACE_ID)
def a_trace_id_in_other_digits(trace: Trace, domain: Domain) -> str:
    """Digits all the same, and `\\d` of a regular expression."""
    _rename(trace, trace["trace_id"].replace("0", "\u0660"))
    return "trace_id"


@damage(Code.TRACE_ID)
def a_trace_id_too_short(trace: Trace, domain: Domain) -> str:
    _rename(trace, trace["trace_id"][:-1])
    return "trace_id"


def _rename(trace: Trace, trace_id: str) -> None:
    trace["trace_id"] = trace_id
    trace["request"]["request_id"], trace["graph"]["graph_id"] = f"{trace_id}-r", f"{trace_id}-g"


@damage(Code.TEXT)
def a_request_with_half_a_character(trace: Trace, domain: Domain) -> str:
    """It could not be written as UTF-8."""
    trace["request"]["text"] += " \ud83d"
    return "request.text"


@damage(Code.TEXT)
def a_request_with_a_control_character(trace: Trace, domain: Domain) -> str:
    trace["request"]["text"] += " \x00 Thanks."
    return "request.text"


@damage(Code.TEXT)
def a_request_with_spaces_around_it(trace: Trace, domain: Domain) -> str:
    trace["request"]["text"] += " "
    return "request.text"
