"""Rows that say the same thing twice: duplicates, near-twins, questions of two sets."""

import numpy as np
from numpy.typing import NDArray

from stages.checks.e1.columns import SPLITS, Columns, Ints
from stages.checks.e1.read import LoadedSet
from stages.checks.problems import Problems


def check_duplicates(loaded: LoadedSet, problems: Problems) -> None:
    """No question occurs twice in a set, be it in one split or in two."""
    columns = loaded.columns
    first = _first_of_group(columns.question)
    for row in np.flatnonzero(first != np.arange(len(first))):
        problems.add(
            f"same question as {_place(columns, first[row])}", loaded.path, int(columns.line[row])
        )


def check_twins(loaded: LoadedSet, problems: Problems) -> None:
    """No near-twins stand in two splits. Equal questions are duplicates and not noted again."""
    columns = loaded.columns
    first = _first_of_group(columns.twin)
    apart = (columns.split != columns.split[first]) & (columns.question != columns.question[first])
    for row in np.flatnonzero(apart):
        what = f"in split {SPLITS[columns.split[row]]}, a near-twin of"
        problems.add(f"{what} {_place(columns, first[row])}", loaded.path, int(columns.line[row]))


def twins_between(tested: Columns, trained: Columns) -> int:
    """How many of the tested rows have a near-twin among the trained ones."""
    return _members(tested.twin, trained.twin)


def questions_between(some: Columns, others: Columns) -> int:
    """How many rows ask a question that is among the others, too."""
    return _members(some.question, others.question)


def _members(values: Ints, of: Ints) -> int:
    return int(np.isin(values, of).sum())


def _first_of_group(keys: Ints) -> NDArray[np.intp]:
    """For each row, the place of the first row with an equal key."""
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return first[group]


def _place(columns: Columns, row: np.intp) -> str:
    return f"line {columns.line[row]} ({SPLITS[columns.split[row]]})"
