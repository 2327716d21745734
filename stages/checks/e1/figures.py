"""Everything that is measured of the sets, whether or not it decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.e1_sets import PRIMARY
from stages.checks.e1.balance import shared_scenarios
from stages.checks.e1.difficulty import Scores, measure, transfer
from stages.checks.e1.giveaway import Giveaway, giveaway, presence
from stages.checks.e1.read import LoadedSet
from stages.checks.e1.repeats import questions_between, twins_between


@dataclass(frozen=True, slots=True)
class Figures:
    """By set; what cannot be measured, for want of rows, is left out or None."""

    difficulty: dict[str, Scores]
    presence: dict[str, dict[str, float]]
    """Share of rows in which a field is rendered."""

    shared_scenarios: dict[str, list[str]]
    """Scenarios in more than one split; the split strategy decides whether that is right."""

    giveaway: Giveaway | None
    transfer: dict[str, float]
    """Accuracy out of distribution of a small tree that learned on the primary's train split."""

    shared_questions: dict[str, int]
    """Rows whose question is in the primary, too: the sets are drawn independently."""

    test_twins_in_train: int | None
    """Rows of the primary's test split that have a near-twin in train."""


def measure_all(sets: Sequence[LoadedSet]) -> Figures:
    """Measure the sets that could be read."""
    primary = next((loaded for loaded in sets if loaded.spec == PRIMARY), None)
    return Figures(
        difficulty={s.spec.name: scores for s in sets if (scores := measure(s))},
        presence={s.spec.name: presence(s) for s in sets},
        shared_scenarios={s.spec.name: shared_scenarios(s) for s in sets},
        giveaway=giveaway(sets),
        transfer=_transfers(primary, sets) if primary else {},
        shared_questions=_shared_questions(primary, sets) if primary else {},
        test_twins_in_train=_test_twins(primary) if primary else None,
    )


def _transfers(primary: LoadedSet, sets: Sequence[LoadedSet]) -> dict[str, float]:
    shares = {s.spec.name: transfer(primary, s) for s in sets if s is not primary}
    return {name: share for name, share in shares.items() if share is not None}


def _shared_questions(primary: LoadedSet, sets: Sequence[LoadedSet]) -> dict[str, int]:
    return {
        s.spec.name: questions_between(s.columns, primary.columns) for s in sets if s is not primary
    }


def _test_twins(primary: LoadedSet) -> int:
    columns = primary.columns
    return twins_between(columns.of_split("test"), columns.of_split("train"))
