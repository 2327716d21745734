"""Run the checks of E1 as the stage does."""

from pathlib import Path

from schemas.sections.validate import Difficulty, E1Checks
from stages.checks.e1.check import check
from stages.checks.outcome import Outcome

LIMITS = E1Checks(difficulty=Difficulty(min_rows=200, majority=0.55, stump=0.95, tree=0.99))


def checked(folder: Path) -> Outcome:
    return check(folder, "test", LIMITS)


def problems_of(folder: Path) -> list[str]:
    return [f"{problem.place}: {problem.what}" for problem in checked(folder).report.problems]
