"""A built release, as the stages before left it."""

from dataclasses import dataclass
from pathlib import Path

from schemas.report import Report


@dataclass(frozen=True, slots=True)
class Release:
    """The files of one family."""

    name: str
    folder: Path
    """data/<family>/."""

    metadata: Path
    """data/meta/<family>.jsonl."""

    report: Report
