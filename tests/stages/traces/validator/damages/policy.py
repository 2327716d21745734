"""The policy of the trace, and what it forbids."""

from datetime import datetime, timedelta

from schemas.domain import DAYS, SENSITIVITIES, Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import Trace, calls, damage, of_kind


@damage(Code.FORBIDDEN)
def a_forbidden_tool(trace: Trace, domain: Domain) -> str:
    calls(trace)[-1]["tool_id"] = next(iter(domain.policy.forbidden))
    return f"graph.calls[{len(calls(trace)) - 1}].tool_id"


@damage(Code.ROW_LIMIT)
def one_row_over_the_limit(trace: Trace, domain: Domain) -> str | None:
    """Asked for, and stated as asked for: only the policy is against it."""
    for one in of_kind(trace, domain, "rows"):
        tool = domain.tools[calls(trace)[one.number]["tool_id"]]
        limits = domain.policy.limits
        rows = 1 + (limits.export_rows if tool.intent == "export" else limits.rows)
        one.arguments[one.name] = rows
        calls(trace)[one.number]["scope"]["rows_requested"] = rows
        trace["request"]["expected_scope"]["rows_requested"] = rows
        trace["request"]["text"] += f" Make it {rows} rows."
        return f"graph.calls[{one.number}].scope.rows_requested"
    return None


@damage(Code.DAY_LIMIT)
def one_day_over_the_limit(trace: Trace, domain: Domain) -> str | None:
    for one in of_kind(trace, domain, "days"):
        days = domain.policy.limits.days + 1
        one.arguments[one.name] = days
        calls(trace)[one.number]["scope"]["time_range_days"] = days
        trace["request"]["expected_scope"]["time_range_days"] = days
        trace["request"]["text"] += f" Make it {days} days."
        return f"graph.calls[{one.number}].scope.time_range_days"
    return None


@damage(Code.EXPORT_TARGET)
def an_export_target_that_is_not_allowed(trace: Trace, domain: Domain) -> str | None:
    for one in of_kind(trace, domain, "export_target"):
        one.arguments[one.name] = "usb-stick"
        calls(trace)[one.number]["scope"]["export_target"] = "usb-stick"
        trace["request"]["expected_scope"]["export_target"] = "usb-stick"
        trace["request"]["text"] += " Put it on the usb-stick."
        return one.place
    return None


@damage(Code.ORDER)
def approval_missing(trace: Trace, domain: Domain) -> str | None:
    """The call is there, but nothing leads from it to what it must come before."""
    rules = {(rule.first, rule.then) for rule in domain.policy.order}
    for number, call in enumerate(calls(trace)):
        for earlier in calls(trace)[:number]:
            if (earlier["tool_id"], call["tool_id"]) in rules:
                call["dependencies"] = []
                return f"graph.calls[{number}].tool_id"
    return None


@damage(Code.ORDER)
def approval_left_out(trace: Trace, domain: Domain) -> str | None:
    thens = {rule.then for rule in domain.policy.order}
    for number, call in enumerate(calls(trace)):
        if number and call["tool_id"] in thens:
            trace["graph"]["calls"] = [call]
            trace["graph"]["execution_order"] = [call["call_id"]]
            return "graph.calls[0].tool_id"
    return None


@damage(Code.READ_ONLY)
def a_change_in_a_read_only_window(trace: Trace, domain: Domain) -> str | None:
    changing = ("update", "create", "delete", "export")
    if not any(domain.tools[call["tool_id"]].intent in changing for call in calls(trace)):
        return None
    for window in domain.policy.read_only:
        moment = datetime.fromisoformat(trace["created_at"])
        while DAYS[moment.weekday()] not in window.days:
            moment += timedelta(days=1)
        moment = moment.replace(hour=window.to_hour - 1, minute=59)
        trace["created_at"] = moment.isoformat().replace("+00:00", "Z")
        for call in calls(trace):
            call["provenance"]["timestamp"] = trace["created_at"]
        return "created_at"
    return None


@damage(Code.POLICY_ALTERED)
def a_limit_raised(trace: Trace, domain: Domain) -> str:
    trace["policy"]["scope_limits"]["max_rows"] += 1
    return "policy.scope_limits.max_rows"


@damage(Code.POLICY_ALTERED)
def a_limit_of_another_type(trace: Trace, domain: Domain) -> str:
    trace["policy"]["scope_limits"]["max_days"] += 0.0
    return "policy.scope_limits.max_days"


@damage(Code.POLICY_ALTERED)
def a_rule_left_out(trace: Trace, domain: Domain) -> str:
    trace["policy"]["rules"].pop()
    return "policy.rules"


@damage(Code.POLICY_ALTERED)
def a_tool_no_longer_forbidden(trace: Trace, domain: Domain) -> str:
    trace["policy"]["forbidden_operations"].clear()
    return "policy.forbidden_operations"


@damage(Code.POLICY_ALTERED)
def a_ceiling_raised(trace: Trace, domain: Domain) -> str:
    there = trace["policy"]["scope_limits"]["sensitivity_ceiling"]
    other = SENSITIVITIES[SENSITIVITIES.index(there) - 1]
    trace["policy"]["scope_limits"]["sensitivity_ceiling"] = other
    return "policy.scope_limits.sensitivity_ceiling"


@damage(Code.POLICY_ALTERED)
def an_order_turned_round(trace: Trace, domain: Domain) -> str:
    rule = trace["policy"]["scope_limits"]["order"][0]
    rule["first"], rule["then"] = rule["then"], rule["first"]
    return "policy.scope_limits.order[0].first"


@damage(Code.POLICY_ALTERED)
def a_policy_without_export_targets(trace: Trace, domain: Domain) -> str:
    del trace["policy"]["scope_limits"]["export_targets"]
    return "policy.scope_limits.export_targets"


@damage(Code.POLICY_ALTERED)
def a_policy_with_an_exception(trace: Trace, domain: Domain) -> str:
    trace["policy"]["exceptions"] = ["on Fridays"]
    return "policy.exceptions"


@damage(Code.POLICY_ALTERED)
def the_policy_of_another_domain(trace: Trace, domain: Domain) -> str:
    trace["policy"]["domain"] = "Gardening"
    return "policy.domain"
