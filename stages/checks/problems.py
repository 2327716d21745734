"""Collect everything that is wrong with a release instead of stopping at the first of it."""

import reprlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas.report import Problem

KEPT = 1_000
"""Problems beyond these are counted and not written down."""


class Problems:
    """The problems found so far."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[Problem] = []

    def add(self, what: str, path: Path, line: int | None = None) -> None:
        """Note a problem at `path`, at a line from 1 or of the file as a whole."""
        self.count += 1
        if self.count <= KEPT:
            self.first.append(Problem(file=path.as_posix(), line=line, what=what))

    def add_all(self, whats: Iterable[str], path: Path, line: int | None = None) -> None:
        """Note several problems of one place."""
        for what in whats:
            self.add(what, path, line)

    def count_more(self, count: int) -> None:
        """Count problems that others found and did not write down."""
        self.count += count


def wrong_values(error: ValidationError) -> Iterator[str]:
    """What Pydantic found, a line each. Of free text nothing is shown: rows may be private."""
    for item in error.errors(include_url=False):
        what = item["msg"].removeprefix("Value error, ").replace("Invalid JSON", "not JSON")
        if item["type"] == "literal_error":
            what = f"{what}, not {reprlib.repr(item['input'])}"
        key = ".".join(str(part) for part in item["loc"])
        yield f"{key}: {what}" if key else what
