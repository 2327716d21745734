"""Arguments as tools take them, from arguments as the model writes them."""

from collections.abc import Iterable
from typing import Any

from schemas.domain import Domain, Kind, Param, Tool
from stages.traces.asking.formats import PlannedArgument

REFERENCE = "$"
"""No value may begin like that: see schemas.domain_words."""


def arguments(
    domain: Domain, tool: Tool | None, given: Iterable[PlannedArgument]
) -> dict[str, Any]:
    """By name. Says nothing of what is unknown or wrong; the validator does.

    What is unambiguous is put into form: a number that the JSON had as 3.0, a single value where a
    list is wanted and the reverse.
    """
    found: dict[str, Any] = {}
    for one in given:
        param = tool.takes.get(one.name) if tool else None
        found[one.name] = _fitted(_value(one.value), param, domain) if param else _value(one.value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, str) and value.startswith(REFERENCE):
        return {"$ref": value[len(REFERENCE) :]}
    return value


def _fitted(value: Any, param: Param, domain: Domain) -> Any:
    values = value if isinstance(value, list) else [value]
    values = [_number(one, domain.kinds.get(param.kind), param) for one in values]
    if len(values) != 1:
        return values
    if not param.list or _is_all_of_a_list(values[0]):
        return values[0]
    return values


def _number(value: Any, kind: Kind | None, param: Param) -> Any:
    whole = param.kind in ("rows", "days") or (kind is not None and kind.integer is not None)
    return int(value) if whole and isinstance(value, float) and value.is_integer() else value


def _is_all_of_a_list(value: Any) -> bool:
    return isinstance(value, dict) and "[]" in value["$ref"]
