"""Amounts of CPU time and memory: 500m, 0.5, 128Mi."""

import re
from fractions import Fraction
from typing import Any

_QUANTITY = re.compile(
    r"\+?(?P<number>\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?P<suffix>[A-Za-z]{0,2})"
)
_FACTORS = {
    **{name: Fraction(1000) ** power for power, name in enumerate(("n", "u", "m", ""), -3)},
    **{name: Fraction(1000) ** power for power, name in enumerate("kMGTPE", 1)},
    **{f"{name}i": Fraction(1024) ** power for power, name in enumerate("KMGTPE", 1)},
}
"""Kubernetes documentation, API reference, Quantity; without its form 1e3, which nobody uses."""


def amount(quantity: Any) -> Fraction | None:
    """The number that a quantity stands for; None if it is none."""
    match = _QUANTITY.fullmatch(str(quantity))
    if isinstance(quantity, bool) or not match or match["suffix"] not in _FACTORS:
        return None
    return Fraction(match["number"]) * _FACTORS[match["suffix"]]
