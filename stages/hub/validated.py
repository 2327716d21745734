"""Whether a release may go out: it passed validation, and its files are those that passed."""

from collections.abc import Iterator
from pathlib import Path

from schemas.report import Report
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.files import sha256_file
from stages.hub.families import Family
from stages.hub.records import load_record


def load_report(family: Family) -> Report:
    """The report of a family; raises PipelineError if there is none."""
    return load_record(Report, family.report, stage=family.validate)


def load_validated(family: Family, release: str) -> Report:
    """The same; raises PipelineErrors with every reason why its files must not be used."""
    report = load_report(family)
    if refused := list(objections(report, release)):
        where, fix = family.report.as_posix(), f"run `dvc repro {family.validate}`"
        raise PipelineErrors(PipelineError(what, where=where, fix=fix) for what in refused)
    return report


def objections(report: Report, release: str) -> Iterator[str]:
    """Every reason why the files that the report names must not be used for this release."""
    if report.release != release:
        yield f"the report is of release {report.release}, not {release}"
    if not report.passed:
        yield f"validation found {report.problem_count} problem(s)"
    for name, checked in report.files.items():
        path = Path(name)
        if not path.is_file():
            yield f"{name} was validated and is missing"
        elif sha256_file(path) != checked.sha256:
            yield f"{name} differs from the file that was validated"
