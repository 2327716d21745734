"""The programs of the scanners."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.e2 import Tool


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What to run, and for how long at most."""

    programs: Mapping[Tool, Path]
    """Scanners that are missing here can't be had; what they find must come from a record."""

    versions: Mapping[Tool, str]
    """Of all scanners, also of those that can't be had."""

    timeout: float
    """Seconds that a scanner may take for one share of the files."""

    def program(self, tool: Tool) -> Path:
        """The absolute path of a scanner that can be had."""
        return self.programs[tool].absolute()
