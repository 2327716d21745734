"""Everything that the report holds, whether or not it decides anything."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.traces_metadata import TracesMetadata
from stages.checks.sid.coverage import Coverage
from stages.checks.sid.limits import Bound


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found of a set as a whole."""

    account: TracesMetadata | None
    codes: Mapping[str, int]
    """Findings by code."""

    diversity: Mapping[str, Any]
    coverage: Coverage
    bounds: tuple[Bound, ...]
    enforced: bool
    """Whether there are traces enough for the limits to decide."""

    @property
    def traces(self) -> int:
        """Sound ones."""
        return int(self.diversity["summary"]["traces"])

    @property
    def rejected(self) -> int:
        """Candidates that were rejected, and replaced, when the set was made."""
        return sum(cell.traces for cell in self.account.rejected) if self.account else 0

    @property
    def rejected_codes(self) -> dict[str, int]:
        """Their problems by code."""
        codes: Counter[str] = Counter()
        for cell in self.account.rejected if self.account else ():
            codes.update(cell.codes)
        return dict(sorted(codes.items()))

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "traces": self.traces,
            "generated": self.account.generated if self.account else None,
            "rejected": self.rejected,
            "rejected_codes": self.rejected_codes,
            "codes": dict(self.codes),
            "domains": len(self.coverage.domains),
            "domains_left_out": list(self.coverage.left_out),
            "tools": len(self.coverage.calls),
            "tools_unused": list(self.coverage.unused),
            "limits_enforced": self.enforced,
            "limits": {bound.name: _told(bound) for bound in self.bounds},
            "diversity": dict(self.diversity),
        }


def _told(bound: Bound) -> dict[str, Any]:
    return {
        "measured": round(bound.measured, 4),
        "most" if bound.largest else "least": bound.limit,
        "kept": bound.kept,
    }
