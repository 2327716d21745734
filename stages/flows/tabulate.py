"""Make a table of a file's columns, whatever reader they come from."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stages.flows.blocks import Block
from stages.flows.numbers import duration_of, numbers_of, whole
from stages.flows.record import Ints
from stages.flows.rejects import Reject
from stages.flows.table import Layout, Table, refuse

Column = Callable[[int], pa.Array]
"""The column at a position: of type TEXT, or numbers."""


def tabulate(
    file: str,
    lines: Ints,
    layout: Layout,
    text: Column,
    number: Column,
    rejects: Iterable[Reject] = (),
    block: Block | None = None,
) -> Table:
    """The table of a layout; rows with a bad number become rejects, after those given."""
    bad: dict[int, str] = {}
    nulls = frozenset(layout.nulls)

    def numbers(role: str, at: int) -> npt.NDArray[Any]:
        return numbers_of(number(at), role, nulls, bad)

    table = Table(
        file=file,
        lines=lines,
        texts={role: text(at) for role, at in layout.texts.items()},
        counts={role: whole(numbers(role, at), role, bad) for role, at in layout.counts.items()},
        duration=np.full(len(lines), np.nan)
        if layout.duration is None
        else duration_of(numbers("duration", layout.duration), bad),
        wrong=np.zeros(len(lines), dtype=np.bool_),
        rejects=list(rejects),
        block=block,
        nulls=nulls,
    )
    refuse(table, bad, layout.header)
    return table
