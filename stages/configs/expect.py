"""What the value of a file should be after a change."""

from collections.abc import Callable
from typing import Any

from stages.configs.parsed import Append, Op, Path, Remove


def expected(value: Any, op: Op) -> Any:
    """The value after a change that is known to be possible."""
    if isinstance(op, Remove):
        return _at(value, op.path[:-1], lambda part: _without(part, op.path[-1]))
    if isinstance(op, Append):
        return _at(value, op.path, lambda part: [*(part or []), op.value])
    return _at(value, op.path, lambda part: op.value)


def _at(part: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """A value in which the part at a path is changed; the rest is shared with the old one."""
    if not path:
        return change(part)
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        entries = part or {}
        return {**entries, step: _at(entries.get(step), rest, change)}
    items = part or []
    old = items[step] if step < len(items) else None
    return [*items[:step], _at(old, rest, change), *items[step + 1 :]]


def _without(part: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return {key: item for key, item in part.items() if key != step}
    return [*part[:step], *part[step + 1 :]]
