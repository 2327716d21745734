"""How deep arguments are nested: what is very deep breaks comparing, which recurses."""

from collections.abc import Iterable
from typing import Any

from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.subject import argument_place

MOST = 8
"""A list of references is two deep, and no sound argument is deeper."""


def check_depth(calls: list[dict[str, Any]]) -> list[Problem]:
    """Arguments that cannot be looked at any further."""
    return [
        Problem(Code.TOO_DEEP, argument_place(number, name), f"is nested over {MOST} deep")
        for number, call in enumerate(calls)
        for name, value in call["arguments"].items()
        if _is_deep(value)
    ]


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MOST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
