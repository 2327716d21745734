"""A built release, as the stages before left it."""

from dataclasses import dataclass

from schemas.report import Report
from stages.hub.families import Family


@dataclass(frozen=True, slots=True)
class Release:
    """The files of one family."""

    name: str
    family: Family
    report: Report
