"""The header line of a comma-separated table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stages.common.errors import PipelineError


@dataclass(frozen=True, slots=True)
class CsvHeader:
    """Column names without the spaces around them; the first of equal names counts."""

    names: tuple[str, ...]
    path: Path
    line: str = ""
    """As it stands in the file."""

    @classmethod
    def of(cls, line: str, path: Path, delimiter: str = ",") -> "CsvHeader":
        """Split a header line."""
        names = tuple(name.strip().strip('"').lower() for name in line.split(delimiter))
        return cls(names, path, line)

    def at(self, *names: str) -> int | None:
        """Position of the first of these columns that is there; None if none is."""
        return next((self.names.index(name) for name in names if name in self.names), None)

    def positions(self, roles: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Positions by role, of those columns that are there; each role has its names."""
        found = {role: self.at(*names) for role, names in roles.items()}
        return {role: at for role, at in found.items() if at is not None}

    def label(self, *names: str) -> int:
        """Position of the label column; raises PipelineError if there is none."""
        if (at := self.at(*names)) is not None:
            return at
        what = f"no column {names[0]!r} among the {len(self.names)} of the header"
        raise PipelineError(
            what, where=str(self.path), fix="is the table labelled, and separated by commas?"
        )
