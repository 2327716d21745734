"""Decision trees on the rendered fields, and how well they do on rows they have not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.compose import ColumnTransformer
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

from stages.checks.e1.columns import FIELDS, NOMINAL, Columns, Ints

STUMP, SMALL_TREE = 1, 4
"""Depths."""

ALL_FIELDS = range(len(FIELDS))
FOLDS = 5
MOST_ROWS = 50_000
"""A classifier sees no more: its accuracy would not move by more than half a percent."""

_PORTS = ("source_port", "destination_port")
_WORDS = {i for i, name in enumerate(FIELDS) if name in NOMINAL or name in _PORTS}
_NUMBERS = {i for i, name in enumerate(FIELDS) if name not in NOMINAL}
_MOST_WORDS = 64


def classifier(fields: Sequence[int], depth: int) -> Pipeline:
    """A tree on some of the rendered fields, unfitted.

    Nominal fields are one-hot. A number that is missing is below all others, which a single
    decision can tell. Ports are both: 23 may give a label away, and so may `below 1024`.
    """
    one_hot = OneHotEncoder(
        max_categories=_MOST_WORDS, handle_unknown="infrequent_if_exist", sparse_output=False
    )
    columns = ColumnTransformer(
        [
            ("words", one_hot, sorted(_WORDS & set(fields))),
            ("numbers", "passthrough", sorted(_NUMBERS & set(fields))),
        ]
    )
    return make_pipeline(columns, DecisionTreeClassifier(max_depth=depth, random_state=0))


def accuracy(model: Pipeline, train: Columns, test: Columns) -> float:
    """Share of the test rows whose answer a model fitted on the train rows finds."""
    model.fit(train.rendered, train.answer)
    return _share(model.predict(test.rendered), test.answer)


def cross_validated(model: Pipeline, features: Ints, target: Ints, twin: Ints) -> float:
    """Share of the rows whose target a model fitted on the other folds finds.

    Near-twins share a fold, and which fold depends on content alone, so that the result does not
    hang on the order of rows. There must be two groups of twins or more.
    """
    folds = np.unique(twin, return_inverse=True)[1] % FOLDS
    found = cross_val_predict(model, features, target, cv=PredefinedSplit(folds))
    return _share(found, target)


def thinned(columns: Columns) -> Columns:
    """At most MOST_ROWS of the rows, chosen by their hash."""
    if len(columns) <= MOST_ROWS:
        return columns
    return columns.take(np.argsort(columns.question, kind="stable")[:MOST_ROWS])


def majority(target: Ints) -> float:
    """Share of the most frequent value."""
    return float(np.unique(target, return_counts=True)[1].max() / len(target))


def _share(found: NDArray[np.int64], target: Ints) -> float:
    return float(np.mean(found == target))
