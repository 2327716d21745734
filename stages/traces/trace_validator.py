"""The validator as users see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.trace import GoldTrace
from stages.traces.measure import measure
from stages.traces.validator.checker import problems
from stages.traces.validator.problem import Problem

Trace = GoldTrace | dict[str, Any]


@dataclass(frozen=True, slots=True)
class TraceReport:
    """What was found in one trace."""

    trace_id: str | None
    """None where the trace has none."""

    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether there is no problem."""
        return not self.problems

    def __str__(self) -> str:
        """A line a problem, each with its place and code."""
        found = "\n".join(map(str, self.problems))
        return f"{self.trace_id}: {found or 'no problems'}" if self.valid else found


class TraceValidator:
    """Judges traces by the domains of schemas/domains/, and a set of them by how varied it is.

    valid, report = TraceValidator().validate_trace(trace)
    print(report)
    # graph.calls[1].scope.rows_requested: 51 rows, the policy allows 50 (policy.row-limit)
    """

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is for temporary files of large sets; None for the system's place for them."""
        self._folder = folder

    def validate_trace(self, trace: Trace) -> tuple[bool, TraceReport]:
        """Whether nothing is wrong with a trace, and all that is."""
        plain = _plain(trace)
        trace_id = plain.get("trace_id") if isinstance(plain, dict) else None
        report = TraceReport(
            trace_id=trace_id if isinstance(trace_id, str) else None,
            problems=tuple(problems(plain)),
        )
        return report.valid, report

    def validate_dataset_diversity(self, traces: Iterable[Trace]) -> dict[str, Any]:
        """Figures of a set: see `stages.traces.measure`."""
        return measure(map(_plain, traces), self._folder)


def _plain(trace: Trace) -> dict[str, Any]:
    return trace.to_training_format() if isinstance(trace, GoldTrace) else trace
