"""Figures in the shapes that `dvc metrics` and `dvc plots` show."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from schemas.e1_sampling import SetAccount
from schemas.sections.validate import Difficulty
from stages.checks.e1.difficulty import CLASSIFIERS
from stages.checks.e1.figures import Figures
from stages.checks.e1.read import LoadedSet
from stages.checks.outcome import Cell, Plot


def metrics(
    sets: Sequence[LoadedSet], accounts: Mapping[str, SetAccount], figures: Figures, problems: int
) -> dict[str, Any]:
    """Numbers only, nested by name; what could not be measured is left out."""
    twins = figures.test_twins_in_train
    return {
        "problems": problems,
        "rows": {loaded.spec.name: loaded.checked.rows for loaded in sets},
        "accounts": {name: _account(account) for name, account in sorted(accounts.items())},
        "difficulty": {
            name: {key: getattr(scores, key) for key in CLASSIFIERS}
            for name, scores in figures.difficulty.items()
        },
        "transfer": figures.transfer,
        "giveaway": asdict(figures.giveaway) if figures.giveaway else {},
        "shared_questions": figures.shared_questions,
        "shared_scenarios": {name: len(them) for name, them in figures.shared_scenarios.items()},
    } | ({} if twins is None else {"test_twins_in_train": twins})


def _account(account: SetAccount) -> dict[str, Any]:
    return {
        "read": account.read,
        "duplicate": account.duplicate,
        "rejected": {name: reason.rows for name, reason in sorted(account.rejected.items())},
        "surplus": account.surplus,
        "twin_groups": account.twin_groups,
        "largest_twin_group": account.largest_twin_group,
    }


def rows_plot(sets: Sequence[LoadedSet]) -> Plot:
    """Rows by set, split, answer and family."""
    rows: list[tuple[Cell, ...]] = [
        (loaded.spec.name, *key, count)
        for loaded in sets
        for key, count in loaded.count("split", "answer", "attack_family").items()
    ]
    return Plot(("set", "split", "answer", "attack_family", "rows"), rows)


def difficulty_plot(figures: Figures, limits: Difficulty) -> Plot:
    """Accuracy and threshold by set and classifier; `score` names a bar of the plot."""
    rows = [
        (name, key, f"{name} {key}", getattr(scores, key), getattr(limits, key))
        for name, scores in figures.difficulty.items()
        for key in CLASSIFIERS
    ]
    return Plot(("set", "classifier", "score", "accuracy", "threshold"), rows)
