"""All checks of SID, in the order in which their problems are reported."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas.domain import Domain
from schemas.report import CheckedFile, Report
from schemas.sections.validate import SidChecks
from schemas.traces_files import CONFIG, SPLIT, metadata_file
from schemas.traces_metadata import TracesMetadata
from stages.checks.outcome import Outcome
from stages.checks.problems import Problems
from stages.checks.sid.account import files_to_judge, load_account
from stages.checks.sid.agreement import check_agreement, check_repetitions
from stages.checks.sid.coverage import Coverage, check_coverage, covered
from stages.checks.sid.figures import Figures
from stages.checks.sid.files import Verdicts, check_files, counted_codes, hashed
from stages.checks.sid.judging import Judge, Judgement
from stages.checks.sid.limits import bounds, check_bounds
from stages.checks.sid.tables import metrics, plots
from stages.common.files import sha256_file


def check(
    folder: Path,
    release: str,
    limits: SidChecks,
    registry: Mapping[str, Domain],
    judge: Judge,
    workers: int,
) -> Outcome:
    """Check the files of a release in `folder`; what is wrong goes to the report, never raises."""
    problems = Problems()
    account = load_account(folder, release, registry.keys(), problems)
    files = files_to_judge(folder, release, account, problems)
    judgement = judge(files, workers)
    check_files(files, judgement.verdicts, account, problems)
    measured = judgement.diversity
    check_repetitions(measured, folder, problems)
    if account and _whole(account, judgement):
        check_agreement(account, measured, folder / metadata_file(release), problems)
    figures = Figures(
        account=account,
        codes=counted_codes(judgement.verdicts.values()),
        diversity=measured,
        coverage=covered(registry, account, measured),
        bounds=bounds(measured, limits),
        enforced=measured["summary"]["traces"] >= limits.min_traces,
    )
    if figures.enforced:
        check_bounds(figures.bounds, folder, problems)
        check_coverage(figures.coverage, folder, problems)
    checked = _checked(folder, release, files, judgement.verdicts, workers)
    return Outcome(
        report=_report(release, problems, checked, figures),
        metrics=metrics(figures, problems.count),
        plots=plots(figures),
        warnings=_warnings(figures.coverage),
    )


def _whole(account: TracesMetadata, judgement: Judgement) -> bool:
    """Whether all traces are there and sound: only then do counts have to agree."""
    verdicts = judgement.verdicts
    return all(
        file.name in verdicts and verdicts[file.name].rows == file.rows for file in account.files
    ) and not any(verdict.codes for verdict in verdicts.values())


def _checked(
    folder: Path, release: str, files: Sequence[Path], verdicts: Verdicts, workers: int
) -> dict[Path, CheckedFile]:
    found = hashed(files, verdicts, workers)
    path = folder / metadata_file(release)
    if path.is_file():
        found[path] = CheckedFile(rows=None, sha256=sha256_file(path))
    return found


def _report(
    release: str, problems: Problems, files: Mapping[Path, CheckedFile], figures: Figures
) -> Report:
    sound = figures.traces
    return Report(
        family="sid",
        release=release,
        passed=not problems.count,
        problem_count=problems.count,
        problems=tuple(problems.first),
        files={path.as_posix(): checked for path, checked in sorted(files.items())},
        splits={CONFIG: {SPLIT: sound}} if sound else {},
        figures=figures.plain(),
    )


def _warnings(coverage: Coverage) -> tuple[str, ...]:
    if not coverage.left_out:
        return ()
    both = len(coverage.domains), len(coverage.domains) + len(coverage.left_out)
    return (f"the traces are of {both[0]} of the registry's {both[1]} domains",)
