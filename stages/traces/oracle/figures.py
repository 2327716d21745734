"""Scopes of which some numbers and names depend on the slots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.domain import SENSITIVITIES, Sensitivity


@dataclass(frozen=True, slots=True)
class Figure:
    """The largest of something fixed and the values of some slots; null if there is neither."""

    fixed: Any = None
    slots: tuple[int, ...] = ()
    """Places of the slots."""

    def of(self, values: Sequence[Any]) -> Any:
        """What it is for the values of all slots."""
        if not self.slots:
            return self.fixed
        if len(self.slots) == 1 and self.fixed is None:
            return values[self.slots[0]]
        return largest([*(values[slot] for slot in self.slots), self.fixed])


@dataclass(frozen=True, slots=True)
class Reach:
    """The scope of a call or of a request."""

    rows: Figure
    days: Figure
    target: Figure
    sensitivity: Sensitivity

    def of(self, values: Sequence[Any]) -> dict[str, Any]:
        """In training format."""
        return {
            "rows_requested": self.rows.of(values),
            "sensitivity_tier": self.sensitivity,
            "time_range_days": self.days.of(values),
            "export_target": self.target.of(values),
        }


def largest(figures: Iterable[Any]) -> Any:
    """Of those that are not null."""
    return max((figure for figure in figures if figure is not None), default=None)


def joined(figures: Iterable[Figure]) -> Figure:
    """The largest of several."""
    every = tuple(figures)
    slots = tuple(dict.fromkeys(slot for figure in every for slot in figure.slots))
    return Figure(largest(figure.fixed for figure in every), slots)


def least(reaches: Sequence[Reach]) -> Reach:
    """What covers several calls and no more."""
    return Reach(
        rows=joined(reach.rows for reach in reaches),
        days=joined(reach.days for reach in reaches),
        target=joined(reach.target for reach in reaches),
        sensitivity=max((reach.sensitivity for reach in reaches), key=SENSITIVITIES.index),
    )
