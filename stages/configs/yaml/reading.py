"""Scalars of libyaml's events."""

import math
from typing import Any

from stages.configs.yaml.scalars import brief, resolve, resolve_as


def scalar_value(event: Any) -> Any:
    """The value of a scalar; raises ValueError for one that JSON lacks."""
    if event.tag:
        value = resolve_as(event.tag, event.value)
    else:
        value = resolve(event.value) if event.implicit[0] else event.value
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{brief(event.value)} is no number in JSON")
    return value


def content_end(text: str, start: int, end: int) -> int:
    """Where a scalar with | or > ends: before its last line feed and empty lines that go."""
    whole = text[start:end]
    header = whole.partition("\n")[0].partition("#")[0]
    if "+" in header:  # empty lines are part of the value
        return start + len(whole.removesuffix("\n").removesuffix("\r"))
    return start + len(whole.rstrip("\r\n"))
