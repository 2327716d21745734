"""The figures of a whole set, from what its shards add to them."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from stages.common.errors import PipelineError
from stages.traces.measure import measure
from stages.traces.validator.diversity.sample import SAMPLED, ShortSample
from stages.traces.validator.diversity.tally import Tally
from stages.traces.validator.diversity.total import Total
from stages.traces.writing.kept import Kept
from stages.traces.writing.read import read_traces


def diversity(shards: Sequence[Kept], folder: Path, sampled: int = SAMPLED) -> dict[str, Any]:
    """The same figures as `measure` of all traces; temporary files are in `folder`."""
    try:
        with Total(folder, sampled) as total:
            for kept in shards:
                total.add(_tally(kept))
            return total.figures()
    except ShortSample:  # so many requests are the same that the others were not offered
        traces = chain.from_iterable(read_traces(kept.rows) for kept in shards)
        return measure(traces, folder, sampled)


def _tally(kept: Kept) -> Tally:
    try:
        return Tally.loads(kept.tally.read_bytes())
    except ValueError:
        raise PipelineError(
            "was changed while the run went on", where=str(kept.tally), fix="remove it, run again"
        ) from None
