"""What is said of finished files."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    file: str
    """Its name."""

    line: int
    """From 1, in Parquet the row; 0 for the file as a whole."""

    code: str
    """Of `stages.traces.validator.problem`, or `file.*`, or `trace.not-validated`."""

    place: str
    """The path to it in the trace; empty for the whole line."""

    message: str


@dataclass(frozen=True)
class Verdict:
    """Of one file."""

    rows: int
    """Lines or rows that could be reached."""

    wrong: int
    """How many of them have a problem."""

    codes: dict[str, int]
    """All problems by code, those of the file as a whole too."""

    findings: tuple[Finding, ...]
    """The first ones."""


@dataclass(frozen=True)
class Judgement:
    """Of a set."""

    verdicts: dict[str, Verdict]
    """By file name, in the order of the files."""

    diversity: dict[str, Any]
    """The figures of `measure`, of all traces without a problem."""
