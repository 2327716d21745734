"""Numbers of a column, and what is written where a number should be.

`bad` maps the row of each value that is none to a description of it.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stages.flows.record import NULL, Ints
from stages.flows.table import Reals

_TOO_LARGE = 2.0**63
_TOO_LONG = 9e12
"""Of a duration: in seconds it is still less than 2**63 microseconds."""


def numbers_of(
    column: pa.Array, role: str, nulls: frozenset[str], bad: dict[int, str]
) -> npt.NDArray[Any]:
    """A column as numbers, NaN where empty; values that are none are noted in `bad` by row."""
    if not pa.types.is_dictionary(column.type):
        if column.null_count == 0:
            return column.to_numpy(zero_copy_only=False)
        missing = NULL if pa.types.is_integer(column.type) else math.nan
        return pc.fill_null(column, missing).to_numpy(zero_copy_only=False)
    values = [_number(word, nulls) for word in column.dictionary.to_pylist()]
    at_rows = column.indices.to_numpy(zero_copy_only=False)
    for code, value in enumerate(values):
        if value is None:
            word = column.dictionary[code].as_py().decode(errors="replace")
            bad.update(dict.fromkeys(np.flatnonzero(at_rows == code).tolist(), f"{role} {word}"))
    return np.array([math.nan if value is None else value for value in values])[at_rows]


def _number(word: bytes, nulls: frozenset[str]) -> float | None:
    """A decimal, `Infinity`, `NaN` or 0x-number; NaN for what stands for null, None for others."""
    text = word.strip().decode("latin-1")
    if text in nulls:
        return math.nan
    try:
        if "_" in text:  # Python's own way to group digits
            return None
        return float(int(text, 16)) if text.lower().startswith("0x") else float(text)
    except (ValueError, OverflowError):
        return None


def whole(values: npt.NDArray[Any], role: str, bad: dict[int, str]) -> Ints:
    """Numbers as integers, NULL where there is none; others are noted in `bad` by row."""
    if values.dtype == np.int64:
        return values
    finite = np.isfinite(values)
    unfit = finite & ((np.floor(values) != values) | (np.abs(values) >= _TOO_LARGE))
    bad.update((row, f"{role} {values[row]:g}") for row in np.flatnonzero(unfit).tolist())
    return np.where(finite & ~unfit, values, NULL).astype(np.int64)


def duration_of(values: npt.NDArray[Any], bad: dict[int, str]) -> Reals:
    """Numbers as durations; impossible ones are noted in `bad` by row."""
    unfit = np.isfinite(values) & (np.abs(values) >= _TOO_LONG)
    if unfit.any():
        bad.update((row, f"duration {values[row]:g}") for row in np.flatnonzero(unfit).tolist())
        values = np.where(unfit, np.nan, values)
    return values.astype(np.float64, copy=False)
