"""Literals in a plan: values of the parameter's kind."""

import re
from collections.abc import Iterator
from datetime import date

from schemas.domain import Argument, Domain, Kind, Param, Tool

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def wrong_literal(domain: Domain, tool: Tool, param: Param, value: Argument) -> Iterator[str]:
    """What is wrong with a literal."""
    if isinstance(value, tuple) and not param.list:
        yield "a list for a single value"
        return
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str) and item.startswith("$"):
            yield f"{item!r} is neither $slot, $call.field nor $call[0].field"
        elif param.kind in domain.kinds:
            yield from _own(domain.kinds[param.kind], param.kind, item)
        else:
            yield from _builtin(domain, tool, param, item)


def _own(kind: Kind, name: str, item: str | int | float | bool) -> Iterator[str]:
    if bounds := kind.integer or kind.number:
        numbers = (int,) if kind.integer else (int, float)
        if type(item) not in numbers or not bounds[0] <= float(item) <= bounds[1]:
            yield f"{item!r} is no {name}, {bounds[0]} to {bounds[1]}"
    elif not isinstance(item, str):
        yield f"{item!r} is no text, as {name} is"
    elif kind.pattern and not re.fullmatch(kind.regex, item):
        yield f"{item!r} is no {name}, {kind.pattern}"
    elif kind.closed and item not in (kind.values or ()):
        yield f"{item!r} is no {name}: {', '.join(kind.values or ())}"


def _builtin(
    domain: Domain, tool: Tool, param: Param, item: str | int | float | bool
) -> Iterator[str]:
    if param.kind in ("rows", "days"):
        most = largest(domain, tool, param)
        if type(item) is not int or not 1 <= item <= most:
            yield f"{item!r} is not within 1 to {most}"
    elif param.kind == "boolean":
        if not isinstance(item, bool):
            yield f"{item!r} is neither true nor false"
    elif param.kind == "export_target":
        if item not in domain.policy.export_targets:
            yield f"{item!r} is no export target: {', '.join(domain.policy.export_targets)}"
    elif not isinstance(item, str) or not _text(param.kind, item):
        yield f"{item!r} is no {param.kind}"


def _text(kind: str, item: str) -> bool:
    if kind == "email":
        return bool(_EMAIL.fullmatch(item))
    if kind == "date":
        try:
            return date.fromisoformat(item).isoformat() == item
        except ValueError:
            return False
    return bool(item.strip())


def largest(domain: Domain, tool: Tool, param: Param) -> int:
    """The most rows or days that a call may give: what the tool takes and the policy allows."""
    limits = domain.policy.limits
    rows = limits.export_rows if tool.intent == "export" else limits.rows
    return min(param.max or 0, limits.days if param.kind == "days" else rows)
