"""Read the file of a set once: check each row, hash the file, keep what the other checks need."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from schemas.e1 import Answer, Split
from schemas.e1_sets import E1Set
from schemas.report import CheckedFile
from stages.checks.e1.columns import Columns, ColumnsBuilder
from stages.checks.e1.lines import parse_line
from stages.checks.lines import Faults
from stages.checks.problems import Problems
from stages.common.progress import progress


class Kind(NamedTuple):
    """What rows are counted by."""

    split: Split
    answer: Answer
    attack_family: str
    scenario: str


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A set whose file could be read."""

    spec: E1Set
    path: Path
    checked: CheckedFile
    kinds: Counter[Kind]
    """Valid rows by kind."""

    columns: Columns
    """Valid rows, in the order of the file."""

    @property
    def whole(self) -> bool:
        """Whether every row is valid: where one is not, counts are off for that reason alone."""
        return len(self.columns) == self.checked.rows

    def count(self, *keys: str) -> dict[tuple[str, ...], int]:
        """Valid rows by some attributes of Kind, sorted."""
        counts: Counter[tuple[str, ...]] = Counter()
        for kind, rows in self.kinds.items():
            counts[tuple(getattr(kind, key) for key in keys)] += rows
        return dict(sorted(counts.items()))

    def count_each(self, key: str) -> dict[str, int]:
        """Valid rows by one attribute of Kind, sorted."""
        return {value: rows for (value,), rows in self.count(key).items()}


def load(spec: E1Set, path: Path, problems: Problems) -> LoadedSet | None:
    """Check the rows of a set; None if there is no file, or nothing in it."""
    if not path.is_file():
        problems.add(f"no such file; make it with `dvc repro {spec.stage}`", path)
        return None
    digest, kinds, columns = hashlib.sha256(), Counter[Kind](), ColumnsBuilder()
    lines = 0
    with path.open("rb") as file, progress(path.name, path.stat().st_size, "B") as bar:
        for lines, line in enumerate(file, 1):
            bar.update(len(line))
            digest.update(line)
            row = parse_line(line, spec)
            if isinstance(row, Faults):
                problems.add_all(row, path, lines)
            else:
                meta = row.meta
                kinds[Kind(meta.split, row.answer, meta.attack_family, meta.scenario)] += 1
                columns.add(lines, row)
    if not lines:
        problems.add(f"is empty; make it anew with `dvc repro --force {spec.stage}`", path)
        return None
    checked = CheckedFile(rows=lines, sha256=digest.hexdigest())
    return LoadedSet(spec, path, checked, kinds, columns.build())
