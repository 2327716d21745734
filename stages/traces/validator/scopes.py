"""The scope of each call is what its arguments say, and within the limits of the policy."""

from operator import itemgetter
from typing import Any

from stages.traces.validator.problem import Code
from stages.traces.validator.references import parse
from stages.traces.validator.shown import shown
from stages.traces.validator.subject import Reach, Subject, argument_place
from stages.traces.validator.tables import ToolTable

CODES = {
    "rows_requested": Code.ROWS,
    "sensitivity_tier": Code.SENSITIVITY,
    "time_range_days": Code.DAYS,
    "export_target": Code.TARGET,
}
FIELDS = tuple(CODES)
"""Of a scope, in the order of Reach."""

reach_of = itemgetter(*FIELDS)


def check_scope(subject: Subject, number: int, tool: ToolTable) -> None:
    """Check the scope of a call; what its arguments say goes to `subject.reaches`."""
    call, domain = subject.calls[number], subject.domain
    arguments = call["arguments"]
    rows = _rows(subject, arguments, tool)
    days = _days(arguments, tool) if tool.days else None
    target = _target(arguments, tool) if tool.targets else None
    reach = (rows, tool.sensitivity, days, target)
    subject.reaches.append(reach)
    if reach_of(call["scope"]) != reach:
        _explain(subject, number, call["scope"], reach)
    if rows > tool.most_rows:
        what = f"{shown(rows)} rows, the policy allows {tool.most_rows}"
        subject.add(Code.ROW_LIMIT, f"graph.calls[{number}].scope.rows_requested", what)
    if days is not None and days > domain.most_days:
        what = f"{shown(days)} days, the policy allows {domain.most_days}"
        subject.add(Code.DAY_LIMIT, f"graph.calls[{number}].scope.time_range_days", what)
    if target is not None and target not in domain.export_targets:
        what = f"{shown(target)} is no export target of the policy"
        subject.add(Code.EXPORT_TARGET, argument_place(number, tool.targets[0]), what)


def _explain(subject: Subject, number: int, stated: dict[str, Any], reach: Reach) -> None:
    for field, value in zip(FIELDS, reach, strict=True):
        if stated[field] != value:
            what = f"is {shown(stated[field])}, the call says {shown(value)}"
            subject.add(CODES[field], f"graph.calls[{number}].scope.{field}", what)


def _rows(subject: Subject, arguments: dict[str, Any], tool: ToolTable) -> int:
    """What is asked for in a number, or the length of the longest list, or one."""
    for name in tool.rows:
        if name in arguments:
            return _whole(arguments[name]) or 1
    rows = 1
    for name in tool.lists:
        value = arguments.get(name)
        if type(value) is dict:
            rows = max(rows, _referred(subject, value))
        elif type(value) is list:
            rows = max(rows, len(value))
    return rows


def _referred(subject: Subject, reference: dict[str, Any]) -> int:
    """The rows of the call that is referred to; 1 where that is wrong and said elsewhere."""
    parsed = parse(str(reference.get("$ref")))
    source = subject.wiring.numbers.get(parsed[0]) if parsed and parsed[1] == "[]" else None
    return subject.reaches[source][0] if source is not None and source < len(subject.reaches) else 1


def _days(arguments: dict[str, Any], tool: ToolTable) -> int | None:
    spans = [_whole(arguments[name]) or 0 for name in tool.days if name in arguments]
    return max(spans, default=0) or None


def _target(arguments: dict[str, Any], tool: ToolTable) -> str | None:
    given = [arguments[name] for name in tool.targets if name in arguments]
    return next((target for target in given if isinstance(target, str)), None)


def _whole(value: object) -> int | None:
    """A number as it is; None for what is none, which is said elsewhere."""
    return value if type(value) is int else None
