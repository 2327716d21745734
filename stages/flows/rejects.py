"""Rows that are not used, with reason and place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from schemas.sampling import Rejected
from stages.common.errors import PipelineError

FAULTS = frozenset(
    {
        "wrong column count",
        "not a number",
        "port out of range",
        "unreadable text",
        "blank label",
        "unknown label",
        "unknown attack family",
        "label and category disagree",
    }
)
"""Reasons that speak against the source; the others leave a row out by design."""

BY_DESIGN = frozenset({"background", "attempted", "conflict", "blank row", "repeated header"})


@dataclass(frozen=True, slots=True)
class Reject:
    """One line of data/rejects/<source>.jsonl."""

    file: str
    """Relative to data/raw/<source>/."""

    line: int
    """Counted from 1; a row number for Parquet."""

    reason: str
    """One of FAULTS or BY_DESIGN."""

    value: str
    """What was wrong in it, if one value was."""

    row: str
    """The row as it stands in the file."""

    @property
    def fault(self) -> bool:
        """Whether the source is at fault."""
        return self.reason in FAULTS

    def to_json(self) -> dict[str, Any]:
        """As written to the rejects file."""
        return {
            "file": self.file,
            "line": self.line,
            "reason": self.reason,
            "value": self.value,
            "row": self.row,
        }


@dataclass
class RejectCounts:
    """Counts by reason, and the first example of each."""

    rows: Counter[str] = field(default_factory=Counter)
    first: dict[str, Reject] = field(default_factory=dict)

    def count(self, rejects: Iterable[Reject]) -> Iterator[Reject]:
        """Pass rejects through, counted."""
        for reject in rejects:
            self.rows[reject.reason] += 1
            self.first.setdefault(reject.reason, reject)
            yield reject

    def account(self) -> dict[str, Rejected]:
        """As in the sampling file."""
        return {
            reason: Rejected(rows=rows, fault=reason in FAULTS)
            for reason, rows in sorted(self.rows.items())
        }

    def check(self, read: int, limit: float, source: str, section: str) -> None:
        """Raise PipelineError if more than the share `limit` of the rows is at fault."""
        faults = {reason: rows for reason, rows in self.rows.items() if reason in FAULTS}
        total = sum(faults.values())
        if total <= limit * read:
            return
        worst = max(faults, key=lambda reason: (faults[reason], reason))
        first = self.first[worst]
        example = f" ({first.value[:60]!r})" if first.value else ""
        raise PipelineError(
            f"{total:,} of {read:,} rows are faulty, more than {limit:.2%}; most often {worst}: "
            f"{faults[worst]:,} rows, the first at line {first.line}{example}",
            where=f"data/raw/{source}/{first.file}",
            fix=f"mend the source or raise {section}.max_faults in params.yaml",
        )
