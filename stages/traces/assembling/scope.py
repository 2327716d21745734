"""How much a call touches: what its arguments say. Independent of how the validator sees it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.domain import SENSITIVITIES, Tool

LEAST = SENSITIVITIES[0]


def scope(tool: Tool | None, given: Mapping[str, Any], rows: Mapping[str, int]) -> dict[str, Any]:
    """Of one call; `rows` are those of the calls before it, by id."""
    if tool is None:
        return _scope(1, LEAST, None, None)
    return _scope(
        _rows(tool, given, rows),
        tool.sensitivity,
        max(_whole(_of_kind("days", tool, given)), default=None),
        next((v for v in _of_kind("export_target", tool, given) if isinstance(v, str)), None),
    )


def least(scopes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The smallest scope that covers all calls."""
    days = [one["time_range_days"] for one in scopes if one["time_range_days"]]
    targets = [one["export_target"] for one in scopes if one["export_target"]]
    return _scope(
        max(one["rows_requested"] for one in scopes),
        max((one["sensitivity_tier"] for one in scopes), key=SENSITIVITIES.index),
        max(days, default=None),
        targets[-1] if targets else None,
    )


def _rows(tool: Tool, given: Mapping[str, Any], rows: Mapping[str, int]) -> int:
    """The number asked for, else the longest list, else one."""
    if asked := list(_whole(_of_kind("rows", tool, given))):
        return asked[0]
    lists = [given[name] for name, param in tool.takes.items() if param.list and name in given]
    return max((_length(value, rows) for value in lists), default=1)


def _length(value: Any, rows: Mapping[str, int]) -> int:
    if isinstance(value, dict):
        call_id, all_of_it, _ = str(value["$ref"]).partition("[]")
        return rows.get(call_id, 1) if all_of_it else 1
    return max(len(value), 1) if isinstance(value, list) else 1


def _of_kind(kind: str, tool: Tool, given: Mapping[str, Any]) -> list[Any]:
    return [given[n] for n, param in tool.takes.items() if param.kind == kind and n in given]


def _whole(values: Iterable[Any]) -> Iterable[int]:
    return (value for value in values if type(value) is int and value > 0)


def _scope(rows: int, tier: str, days: int | None, target: str | None) -> dict[str, Any]:
    return {
        "rows_requested": rows,
        "sensitivity_tier": tier,
        "time_range_days": days,
        "export_target": target,
    }
