"""A moment as parameters and files tell it."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

UTC_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


def _checked(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        sound = False
    else:
        sound = UTC_SECOND.fullmatch(value) is not None
    if not sound:
        raise ValueError(f"{value!r} is not of the form 2026-01-31T00:00:00Z")
    return value


UtcSecond = Annotated[str, AfterValidator(_checked)]
"""ISO 8601, UTC, to the second: 2026-01-31T00:00:00Z."""
