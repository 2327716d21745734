"""Objects of plain JSON values, as arguments and metadata are."""

import math
from typing import Annotated

from pydantic import AfterValidator, JsonValue


def _finite(value: JsonValue) -> JsonValue:
    """JSON has neither NaN nor infinity, though Pydantic's JsonValue takes both."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no finite number")
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _finite(part)
    return value


JsonObject = Annotated[dict[str, JsonValue], AfterValidator(_finite)]
