"""Read the labelled file of a set once: check each row, keep what the other checks need."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from schemas.e2 import E2Row, Severity, Tool
from schemas.e2_sampling import E2Sampling
from schemas.e2_sets import STAGE, E2Set
from schemas.report import CheckedFile
from stages.checks.e2.hashed import HashedLines
from stages.checks.e2.lines import parse_line
from stages.checks.e2.order import Order
from stages.checks.e2.patches import PatchChecks
from stages.checks.lines import Faults
from stages.checks.problems import Problems


class Rule(NamedTuple):
    """What findings are counted by."""

    tool: Tool
    rule_id: str
    severity: Severity


@dataclass(slots=True)
class LabeledSet:
    """A set whose labelled file could be read, counted over its valid rows."""

    spec: E2Set
    path: Path
    checked: CheckedFile
    rows: int = 0
    with_findings: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    """Rows by `owner/name@commit`."""

    findings: Counter[Rule] = field(default_factory=Counter)
    patched: dict[bytes, int] = field(default_factory=dict)
    """Lines with a patch, from 1, by their digest."""

    @property
    def whole(self) -> bool:
        """Whether every row is valid: where one is not, counts are off for that reason alone."""
        return self.rows == self.checked.rows

    def add(self, number: int, line: bytes, row: E2Row) -> None:
        """Count a row."""
        self.rows += 1
        self.with_findings += bool(row.info.violations)
        self.origins[row.meta.origin] += 1
        self.findings.update(Rule(v.tool, v.rule_id, v.severity) for v in row.info.violations)
        if row.info.patch is not None:
            self.patched[digest(line)] = number


def digest(line: bytes) -> bytes:
    """Equal for equal lines."""
    return hashlib.blake2b(line, digest_size=16).digest()


def load_labeled(
    spec: E2Set, path: Path, sampling: E2Sampling | None, problems: Problems
) -> LabeledSet:
    """Check the rows of a set; without an account, they can be of any rule."""
    lines = HashedLines(path)
    loaded = LabeledSet(spec, path, lines.checked)
    order, patches = Order(), PatchChecks(path, problems)
    rules = sampling.rules if sampling else None
    for number, line in lines:
        row = parse_line(line, spec, rules)
        if isinstance(row, Faults):
            problems.add_all(row, path, number)
        else:
            problems.add_all(order.faults(number, row), path, number)
            patches.add(number, row)
            loaded.add(number, line, row)
    patches.flush()
    loaded.checked = lines.checked
    if not loaded.checked.rows and not _left_out(spec, sampling):
        problems.add(f"is empty; make it anew with `dvc repro --force {STAGE}`", path)
    return loaded


def _left_out(spec: E2Set, sampling: E2Sampling | None) -> bool:
    """Whether the language has no sources."""
    account = sampling.sets.get(spec.name) if sampling else None
    return account is not None and not account.sources
