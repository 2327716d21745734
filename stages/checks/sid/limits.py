"""How varied the set has to be: each limit with what was measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.domain import INTENTS
from schemas.sections.validate import SidChecks
from stages.checks.problems import Problems

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit."""

    name: str
    """`intent_share.export`: the parameter, and of what it is the limit."""

    measured: float
    limit: float
    largest: bool
    """Whether the limit is the most there may be, or the least."""

    @property
    def kept(self) -> bool:
        """Whether what was measured is within it."""
        return self.measured <= self.limit if self.largest else self.measured >= self.limit

    def __str__(self) -> str:
        """What is wrong if it is not kept."""
        wanted = f"at {'most' if self.largest else 'least'} {self.limit:g}"
        return f"{self.name} is {self.measured:.4f}; validate.sid wants {wanted}"


def bounds(figures: Figures, limits: SidChecks) -> tuple[Bound, ...]:
    """All limits of a set; of no traces there is none."""
    return tuple(_bounds(figures, limits)) if figures["summary"]["traces"] else ()


def _bounds(figures: Figures, limits: SidChecks) -> Iterator[Bound]:
    traces, graphs, sample = figures["summary"]["traces"], figures["graphs"], figures["sample"]
    repeated = figures["duplicates"]["requests"] / traces
    near = sample["near_duplicates"] / sample["requests"]
    joined = graphs["with_branch_or_join"]
    yield Bound("repeated_requests", repeated, limits.repeated_requests, largest=True)
    yield Bound("near_duplicates", near, limits.near_duplicates, largest=True)
    yield Bound("mean_calls", graphs["mean_calls"], limits.mean_calls, largest=False)
    linked = graphs["with_data_dependency"]
    yield Bound("data_dependency", linked, limits.data_dependency, largest=False)
    yield Bound("branch_or_join", joined, limits.branch_or_join, largest=False)
    for intent in INTENTS:
        share = figures["intents"].get(intent, 0) / traces
        yield Bound(f"intent_share.{intent}", share, limits.intent_share, largest=False)


def check_bounds(found: tuple[Bound, ...], folder: Path, problems: Problems) -> None:
    """Note the limits that are not kept."""
    problems.add_all((str(bound) for bound in found if not bound.kept), folder)
