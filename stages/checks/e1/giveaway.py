"""How well the text tells the source: a model could learn the data set instead of the attack."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stages.checks.e1.classifiers import (
    ALL_FIELDS,
    SMALL_TREE,
    classifier,
    cross_validated,
    majority,
    thinned,
)
from stages.checks.e1.columns import FIELDS, MISSING
from stages.checks.e1.read import LoadedSet


@dataclass(frozen=True, slots=True)
class Giveaway:
    """Accuracies of telling the source by a small tree, cross-validated, 0 to 1."""

    largest_source: float
    """Of always naming the largest set."""

    rendered: float
    """From all that the question says."""

    presence: float
    """From which fields the question has."""


def giveaway(sets: Sequence[LoadedSet]) -> Giveaway | None:
    """Measured over all sets together; None unless there are two and rows to compare."""
    columns = [thinned(loaded.columns) for loaded in sets]
    source = np.repeat(np.arange(len(sets)), [len(part) for part in columns])
    twin = np.concatenate([part.twin for part in columns]) if sets else source
    if len(sets) < 2 or len(np.unique(twin)) < 2:
        return None
    rendered = np.concatenate([part.rendered for part in columns])
    present = (rendered != MISSING).astype(np.int64)
    tree = classifier(ALL_FIELDS, SMALL_TREE)
    return Giveaway(
        largest_source=round(majority(source), 4),
        rendered=round(cross_validated(tree, rendered, source, twin), 4),
        presence=round(cross_validated(tree, present, source, twin), 4),
    )


def presence(loaded: LoadedSet) -> dict[str, float]:
    """Share of the set's rows in which each field is rendered."""
    if not len(loaded.columns):
        return {}
    shares = (loaded.columns.rendered != MISSING).mean(axis=0)
    return {name: round(float(share), 4) for name, share in zip(FIELDS, shares, strict=True)}
