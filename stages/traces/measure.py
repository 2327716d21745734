"""All diversity figures of a set of any size, in bounded memory and in one pass."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from stages.traces.validator.diversity.counts import Trace
from stages.traces.validator.diversity.sample import SAMPLED
from stages.traces.validator.diversity.tally import Tally
from stages.traces.validator.diversity.total import Total

BATCH = 1_000


def measure(
    traces: Iterable[Trace], folder: Path | None = None, sampled: int = SAMPLED
) -> dict[str, Any]:
    """Measure valid traces in training format, read once; JSON values.

    Exact duplicates are counted over all traces, on disk under `folder` (None: the system's place
    for temporary files) once they outgrow memory. Near duplicates are counted in a sample of
    `sampled` requests. Shares have four decimals.
    """
    remaining = iter(traces)
    with Total(folder, sampled) as total:
        while batch := list(islice(remaining, BATCH)):
            tally = Tally(total.bound)
            tally.add(batch)
            total.add(tally)
        return total.figures()
