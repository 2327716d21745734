"""Fill a slot with a trace that the validator finds nothing wrong with."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stages.common.errors import PipelineError
from stages.traces.writing.job import Problem, Schedule, Trace, Workshop
from stages.traces.writing.quotas import Slot

Reject = Callable[[dict[str, Any]], None]
"""Told of each rejected trace: its cell, its problems, and itself."""


def sound(slot: Slot, schedule: Schedule, workshop: Workshop, reject: Reject) -> Trace:
    """A valid trace for a slot; a rejected one is told of and replaced."""
    for attempt in range(workshop.attempts):
        trace = workshop.oracle.trace(*slot.cell, schedule.index(slot, attempt))
        found = workshop.problems(trace)
        if not found:
            trace["validated"] = True
            return trace
        reject(_rejected(slot, trace, found))
    raise _hopeless(slot, workshop, found)


def _rejected(slot: Slot, trace: Trace, found: Iterable[Problem]) -> dict[str, Any]:
    return {
        **slot.cell._asdict(),
        "problems": [
            {"code": problem.code, "place": problem.place, "message": problem.message}
            for problem in found
        ],
        "trace": trace,
    }


def _hopeless(slot: Slot, workshop: Workshop, found: Sequence[Problem]) -> PipelineError:
    problem, times = found[0], workshop.attempts
    some = f"{times} traces in a row were" if times > 1 else "a trace was"
    return PipelineError(
        f"{some} rejected, the last for {problem.place}: {problem.message} ({problem.code})",
        where=f"domain {slot.cell.domain}, intent {slot.cell.intent}",
        fix=workshop.remedy,
    )
