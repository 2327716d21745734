"""Judge one file."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from stages.traces.judging.rows import Unreadable, rows
from stages.traces.judging.verdict import Finding, Verdict
from stages.traces.validator.checker import problems
from stages.traces.validator.diversity.tally import Tally
from stages.traces.writing.formats import BATCH, batches
from stages.traces.writing.job import Trace
from stages.traces.writing.uncollected import uncollected

FIRST = 100
"""Findings of a file that are told; all are counted."""


class Judged(NamedTuple):
    """A file, and what its sound traces add to the figures of the set."""

    path: Path
    verdict: Verdict
    tally: Tally


def judge_file(path: Path, bound: int) -> Judged:
    """Read a file and examine every trace; `bound` is that of the Tally."""
    examined, tally = _Examined(path), Tally(bound)
    with uncollected():
        for batch in batches(examined.sound(), BATCH):
            tally.add(batch)
    return Judged(path, examined.verdict(), tally)


class _Examined:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._wrong = 0
        self._codes: Counter[str] = Counter()
        self._findings: list[Finding] = []

    def sound(self) -> Iterator[Trace]:
        """The traces without a problem; what is wrong with the others is noted."""
        for line, row in rows(self._path):
            self._rows += line > 0
            found = [*self._examine(line, row)]
            if not found and not isinstance(row, Unreadable):
                yield row
            self._wrong += bool(found) and line > 0
            self._codes.update([finding.code for finding in found])
            self._findings += found[: FIRST - len(self._findings)]

    def verdict(self) -> Verdict:
        """After all rows."""
        codes = dict(sorted(self._codes.items()))
        return Verdict(self._rows, self._wrong, codes, tuple(self._findings))

    def _examine(self, line: int, row: Trace | Unreadable) -> Iterator[Finding]:
        name = self._path.name
        if isinstance(row, Unreadable):
            yield Finding(name, line, row.code, "", row.message)
            return
        for one in problems(row):
            yield Finding(name, line, str(one.code), one.place, one.message)
        if row.get("validated") is False:
            yield Finding(name, line, "trace.not-validated", "validated", "is false")
