"""The calls of a trace. Dependencies, scope and provenance follow from plan and registry."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.domain import Domain
from stages.traces.asking.formats import PlannedCall
from stages.traces.assembling.arguments import arguments
from stages.traces.assembling.scope import scope

CALL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
LONG = 10
"""Digits of a number that no plan has; Python refuses to read some thousand of them."""

REQUEST_SOURCE = "user_message_1"


def calls(domain: Domain, planned: Sequence[PlannedCall], moment: str) -> list[dict[str, Any]]:
    """In training format, in the order of the plan."""
    because = _demands(domain, {call.tool for call in planned})
    made: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    for number, call in enumerate(planned, start=1):
        tool, call_id = domain.tools.get(call.tool), f"call_{number}"
        given = arguments(domain, tool, call.arguments)
        reach = scope(tool, given, rows)
        rows[call_id] = reach["rows_requested"]
        made.append(
            {
                "call_id": call_id,
                "tool_id": call.tool,
                "arguments": given,
                "scope": reach,
                "provenance": _provenance(domain, call, because, moment),
                "dependencies": _dependencies(call, given),
            }
        )
    return made


def _demands(domain: Domain, used: set[str]) -> Mapping[str, str]:
    """Why the policy wants a tool before another one of the plan; the first rule counts."""
    rules = [rule for rule in domain.policy.order if rule.then in used]
    return {rule.first: rule.because for rule in reversed(rules)}


def _provenance(
    domain: Domain, call: PlannedCall, because: Mapping[str, str], moment: str
) -> dict[str, Any]:
    quote = call.quote.strip()
    return {
        "source_type": "user" if quote else "system",
        "source_id": REQUEST_SOURCE if quote else f"{domain.slug}-policy-v1",
        "timestamp": moment,
        "content_snippet": quote or because.get(call.tool),
    }


def _dependencies(call: PlannedCall, given: Mapping[str, Any]) -> list[str]:
    """What is used and what is named, each once, in the order of the calls."""
    needed = {*call.after, *(found for value in given.values() for found in _used(value))}
    return sorted(needed, key=_place)


def _used(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and (match := CALL.match(one["$ref"])):
            yield match[0]


def _place(call_id: str) -> tuple[int, str]:
    number = call_id.removeprefix("call_")
    return (int(number) if number.isdecimal() and len(number) < LONG else 0, call_id)
