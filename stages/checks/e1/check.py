"""All checks of E1, in the order in which their problems are reported."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from schemas.e1_sampling import SetAccount
from schemas.e1_sets import SETS
from schemas.report import CheckedFile, Report
from schemas.sections.validate import E1Checks
from stages.checks.e1.accounts import check_account, load_accounts
from stages.checks.e1.balance import check_balance
from stages.checks.e1.difficulty import check_difficulty
from stages.checks.e1.figures import Figures, measure_all
from stages.checks.e1.read import LoadedSet, load
from stages.checks.e1.repeats import check_duplicates, check_twins
from stages.checks.e1.tables import difficulty_plot, metrics, rows_plot
from stages.checks.folder import check_folder
from stages.checks.outcome import Outcome
from stages.checks.problems import Problems


def check(folder: Path, release: str, limits: E1Checks) -> Outcome:
    """Check the files of a release in `folder`; what is wrong goes to the report, never raises."""
    problems = Problems()
    ours = {name for s in SETS for name in (s.rows_file(release), s.account_file(release))}
    check_folder(folder, release, ours, problems)
    accounts, files = load_accounts(folder, release, problems)
    read = [load(spec, folder / spec.rows_file(release), problems) for spec in SETS]
    sets = [loaded for loaded in read if loaded]
    figures = measure_all(sets)
    for loaded in sets:
        _check_set(loaded, accounts, figures, limits, problems)
    files = {loaded.path: loaded.checked for loaded in sets} | files
    return Outcome(
        report=_report(release, problems, files, sets, figures),
        metrics=metrics(sets, accounts, figures, problems.count),
        plots={
            "rows": rows_plot(sets),
            "difficulty": difficulty_plot(figures, limits.difficulty),
        },
    )


def _check_set(
    loaded: LoadedSet,
    accounts: Mapping[str, SetAccount],
    figures: Figures,
    limits: E1Checks,
    problems: Problems,
) -> None:
    name = loaded.spec.name
    if name in accounts:
        check_account(loaded, accounts[name], problems)
    check_balance(loaded, problems)
    check_duplicates(loaded, problems)
    check_twins(loaded, problems)
    if name in figures.difficulty:
        check_difficulty(loaded, figures.difficulty[name], limits.difficulty, problems)


def _report(
    release: str,
    problems: Problems,
    files: Mapping[Path, CheckedFile],
    sets: Sequence[LoadedSet],
    figures: Figures,
) -> Report:
    return Report(
        family="e1",
        release=release,
        passed=not problems.count,
        problem_count=problems.count,
        problems=tuple(problems.first),
        files={path.as_posix(): checked for path, checked in sorted(files.items())},
        splits={loaded.spec.name: loaded.count_each("split") for loaded in sets},
        figures=asdict(figures),
    )
