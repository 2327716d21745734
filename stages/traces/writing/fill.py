"""Fill a slot with a trace that the validator finds nothing wrong with."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stages.common.errors import PipelineError
from stages.traces.writing.job import Problem, Trace, Workshop
from stages.traces.writing.quotas import Quotas, Slot

ATTEMPTS = 100
"""So many candidates of one slot may be rejected before the domain counts as unsound."""

Reject = Callable[[dict[str, Any]], None]
"""Told of each rejected trace: its cell, its problems, and itself."""


def sound(slot: Slot, quotas: Quotas, workshop: Workshop, reject: Reject) -> Trace:
    """A valid trace for a slot; a rejected one is told of and replaced."""
    for attempt in range(ATTEMPTS):
        trace = workshop.oracle.trace(*slot.cell, quotas.index(slot, attempt))
        found = workshop.problems(trace)
        if not found:
            trace["validated"] = True
            return trace
        reject(_rejected(slot, trace, found))
    raise _hopeless(slot, found)


def _rejected(slot: Slot, trace: Trace, found: Iterable[Problem]) -> dict[str, Any]:
    return {
        **slot.cell._asdict(),
        "problems": [
            {"code": problem.code, "place": problem.place, "message": problem.message}
            for problem in found
        ],
        "trace": trace,
    }


def _hopeless(slot: Slot, found: Sequence[Problem]) -> PipelineError:
    problem = found[0]
    return PipelineError(
        f"{ATTEMPTS} traces in a row were rejected, the last for {problem.place}: "
        f"{problem.message} ({problem.code})",
        where=f"domain {slot.cell.domain}, intent {slot.cell.intent}",
        fix="mend the scenarios of this intent in the domain's file",
    )
