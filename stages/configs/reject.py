"""Files that are no rows, with reason and place."""

from dataclasses import dataclass
from typing import Any

FAULTS = frozenset(
    {
        "bad-name",
        "too-large",
        "binary",
        "not-utf8",
        "not-yaml",
        "not-hcl",
        "too-deep",
        "alias-bomb",
        "not-scanned",
    }
)
"""Reasons that speak against the file."""

BY_DESIGN = frozenset({"other-type", "empty", "template", "not-a-manifest"})
"""Reasons that leave a file out without blaming it."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One line of data/rejects/e2.jsonl."""

    source: str
    """Name in fetch.sources."""

    file: str
    """Relative to data/raw/<source>/."""

    reason: str
    """One of FAULTS or BY_DESIGN."""

    detail: str = ""
    line: int | None = None
    """From 1; None where the file as a whole is meant."""

    @property
    def fault(self) -> bool:
        """Whether the file is at fault."""
        return self.reason in FAULTS

    def to_json(self) -> dict[str, Any]:
        """As written to the rejects file."""
        return {
            "source": self.source,
            "file": self.file,
            "line": self.line,
            "reason": self.reason,
            "detail": self.detail,
        }
