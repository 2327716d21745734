"""How much of a set is solved without understanding: by guessing, one decision, a small tree."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.pipeline import Pipeline

from schemas.sections.validate import Difficulty
from stages.checks.e1.classifiers import (
    ALL_FIELDS,
    SMALL_TREE,
    STUMP,
    accuracy,
    classifier,
    cross_validated,
    majority,
    thinned,
)
from stages.checks.e1.columns import FIELDS, MISSING, Columns
from stages.checks.e1.read import LoadedSet
from stages.checks.problems import Problems

CLASSIFIERS = ("majority", "stump", "tree")
"""Scores that have a threshold each."""

Measure = Callable[[Pipeline], float]


@dataclass(frozen=True, slots=True)
class Scores:
    """Accuracies on rows that the classifier has not seen, 0 to 1."""

    majority: float
    """Of always giving the most frequent answer of the scored rows."""

    stump: float
    stump_field: str
    """The field that the best stump decides by."""

    tree: float


def measure(loaded: LoadedSet) -> Scores | None:
    """Scores of a set; None where there are too few rows to learn from and to score.

    A set with a train and a test split is learned on the one and scored on the other; any other
    set is cross-validated.
    """
    if {"train", "test"} <= set(loaded.spec.splits):
        train = thinned(loaded.columns.of_split("train"))
        test = thinned(loaded.columns.of_split("test"))
        if not len(train) or not len(test):
            return None
        return _scores(test, lambda model: accuracy(model, train, test))
    rows = thinned(loaded.columns)
    if len(np.unique(rows.twin)) < 2:
        return None
    return _scores(
        rows, lambda model: cross_validated(model, rows.rendered, rows.answer, rows.twin)
    )


def _scores(scored: Columns, measured: Measure) -> Scores:
    told = np.flatnonzero((scored.rendered != MISSING).any(axis=0)).tolist()
    stumps = [(measured(classifier([field], STUMP)), FIELDS[field]) for field in told]
    stump, field = max(stumps, key=lambda pair: pair[0])
    tree = measured(classifier(ALL_FIELDS, SMALL_TREE))
    return Scores(
        majority=round(majority(scored.answer), 4),
        stump=round(stump, 4),
        stump_field=field,
        tree=round(tree, 4),
    )


def check_difficulty(
    loaded: LoadedSet, scores: Scores, limits: Difficulty, problems: Problems
) -> None:
    """Note each score above its threshold, if the set has rows enough for it to mean something."""
    if len(loaded.columns) < limits.min_rows:
        return
    for name in CLASSIFIERS:
        score, limit = getattr(scores, name), getattr(limits, name)
        if score > limit:
            by = f" on {scores.stump_field}" if name == "stump" else ""
            problems.add(
                f"too easy: {name}{by} answers {score:.4f} right,"
                f" validate.e1.difficulty.{name} allows {limit:g}",
                loaded.path,
            )


def transfer(primary: LoadedSet, ood: LoadedSet) -> float | None:
    """Accuracy out of distribution of a small tree that learned on the primary's train split."""
    train, test = thinned(primary.columns.of_split("train")), thinned(ood.columns)
    if not len(train) or not len(test):
        return None
    return round(accuracy(classifier(ALL_FIELDS, SMALL_TREE), train, test), 4)
