"""What validation found, data/reports/<family>.json: the stages after it trust a release by this.

The files are named relative to the repository, so that the report is the same in any clone.
"""

from typing import Any, Self

from pydantic import Field, model_validator

from schemas.strict import Strict


class Problem(Strict):
    """One thing that is wrong."""

    file: str
    line: int | None
    """From 1; null where the file as a whole is meant."""

    what: str

    @property
    def place(self) -> str:
        """`file:line`, or the file alone."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class CheckedFile(Strict):
    """A file as it was when it was checked."""

    rows: int | None
    """Lines of a file of rows; null for other files."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Report(Strict):
    """Passed or not, why, and what was measured on the way."""

    family: str
    release: str
    passed: bool
    problem_count: int
    problems: tuple[Problem, ...]
    """The first of them, in the order of the checks; problem_count counts all."""

    files: dict[str, CheckedFile]
    splits: dict[str, dict[str, int]]
    """Valid rows by data set and split."""

    figures: dict[str, Any]
    """Measurements, by name; what they mean depends on the family."""

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.passed != (self.problem_count == 0) or self.problem_count < len(self.problems):
            raise ValueError("passed, problem_count and problems contradict each other")
        return self
