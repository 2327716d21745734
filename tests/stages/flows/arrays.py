"""Small arrays of flows."""

from collections.abc import Iterable

import numpy as np

from stages.flows.distinct import Precedence
from stages.flows.record import FLOW, Flows


def flows(rows: Iterable[dict[str, int]]) -> Flows:
    """Records with the named fields set, 0 elsewhere."""
    rows = list(rows)
    found = np.zeros(len(rows), dtype=FLOW)
    for place, row in enumerate(rows):
        for name, value in row.items():
            found[name][place] = value
    return found


def precedence(size: int = 8) -> Precedence:
    """By code."""
    return Precedence(*(np.arange(size) for _ in range(3)))
