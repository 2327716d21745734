"""All checks of E2, in the order in which their problems are reported."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from schemas.e2_sampling import E2Sampling
from schemas.e2_sets import SETS, SPLIT, STAGE, E2Set, file_names
from schemas.report import CheckedFile, Report
from schemas.sections.validate import E2Checks
from stages.checks.e2.accounts import check_account, load_account
from stages.checks.e2.figures import Figures, measure_all
from stages.checks.e2.labeled import LabeledSet, load_labeled
from stages.checks.e2.shares import check_share
from stages.checks.e2.tables import metrics, plots
from stages.checks.e2.verified import check_verified
from stages.checks.folder import check_folder
from stages.checks.outcome import Outcome
from stages.checks.problems import Problems

Files = dict[Path, CheckedFile]


def check(folder: Path, release: str, limits: E2Checks) -> Outcome:
    """Check the files of a release in `folder`; what is wrong goes to the report, never raises."""
    problems = Problems()
    check_folder(folder, release, file_names(release), problems)
    sampling, files = load_account(folder, release, problems)
    sets = []
    for spec in SETS:
        if loaded := _check_set(spec, folder, release, sampling, files, problems):
            check_share(loaded, limits, problems)
            sets.append(loaded)
    figures = measure_all(sets, sampling)
    accounts = sampling.sets if sampling else {}
    return Outcome(
        report=_report(release, problems, files, sets, figures),
        metrics=metrics(figures, accounts, problems.count),
        plots=plots(sets, accounts),
        warnings=_warnings(figures),
    )


def _check_set(
    spec: E2Set,
    folder: Path,
    release: str,
    sampling: E2Sampling | None,
    files: Files,
    problems: Problems,
) -> LabeledSet | None:
    """Read both files of a set; None without the labelled one."""
    labeled, verified = folder / spec.labeled_file(release), folder / spec.verified_file(release)
    for path in (labeled, verified):
        if not path.is_file():
            problems.add(f"no such file; make it with `dvc repro {STAGE}`", path)
    if not labeled.is_file():
        return None
    loaded = load_labeled(spec, labeled, sampling, problems)
    files[labeled] = loaded.checked
    if verified.is_file():
        files[verified] = check_verified(loaded, verified, problems)
    if sampling and spec.name in sampling.sets:
        check_account(loaded, sampling.sets[spec.name], problems)
    return loaded


def _report(
    release: str,
    problems: Problems,
    files: Mapping[Path, CheckedFile],
    sets: Sequence[LabeledSet],
    figures: Figures,
) -> Report:
    counts = {loaded.spec.name: loaded.rows for loaded in sets}
    counts |= {loaded.spec.verified: len(loaded.patched) for loaded in sets}
    return Report(
        family="e2",
        release=release,
        passed=not problems.count,
        problem_count=problems.count,
        problems=tuple(problems.first),
        files={path.as_posix(): checked for path, checked in sorted(files.items())},
        splits={config: {SPLIT: rows} for config, rows in sorted(counts.items()) if rows},
        figures=asdict(figures),
    )


def _warnings(figures: Figures) -> tuple[str, ...]:
    return tuple(
        f"{tool} was not run: its findings are a replayed record; push refuses such a release"
        for tool in figures.replayed
    )
