"""What the check of a family hands back, and its files.

data/reports/e1.json             the report: passed or not, and why
data/reports/e1-metrics.json     numbers for `dvc metrics show`
data/reports/e1-plots/*.csv      tables for `dvc plots show`
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.report import Report
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.files import atomic, write_json

SHOWN = 10
"""Problems that go to the terminal."""

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Plot:
    """A table."""

    header: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a check found."""

    report: Report
    metrics: Mapping[str, Any]
    """Numbers, nested by name."""

    plots: Mapping[str, Plot]
    """By the name of the file, without .csv."""

    warnings: tuple[str, ...] = ()
    """What is not wrong, and everybody should know."""


def write(outcome: Outcome, folder: Path) -> Path:
    """Write all files of an outcome into `folder`; returns the path of the report."""
    family = outcome.report.family
    path = folder / f"{family}.json"
    write_json(path, outcome.report.model_dump(mode="json"))
    write_json(folder / f"{family}-metrics.json", outcome.metrics)
    for name, plot in outcome.plots.items():
        with atomic(folder / f"{family}-plots" / f"{name}.csv") as file:
            csv.writer(file, lineterminator="\n").writerows([plot.header, *plot.rows])
    return path


def conclude(outcome: Outcome, folder: Path) -> None:
    """Write an outcome, tell of it, and raise PipelineErrors if anything is wrong."""
    report, path = outcome.report, write(outcome, folder)
    for warning in outcome.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    refuse(report, path)
    rows = sum(file.rows or 0 for file in report.files.values())
    print(f"{report.family}: {rows:,} rows passed every check; figures in {path.as_posix()}")


def refuse(report: Report, path: Path) -> None:
    """Raise PipelineErrors with the first problems of a report, if it has any."""
    if report.passed:
        return
    shown = [PipelineError(p.what, where=p.place) for p in report.problems[:SHOWN]]
    total = f"{report.problem_count} problem{'s' if report.problem_count > 1 else ''} in all"
    raise PipelineErrors([*shown, PipelineError(total, fix=f"see {path.as_posix()}")])
