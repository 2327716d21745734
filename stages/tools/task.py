"""One scanner on its way into the toolbox."""

import sys
from dataclasses import dataclass
from pathlib import Path

from schemas.e2 import Tool
from schemas.sections.runtime import RuntimeParams
from schemas.sections.tools import ToolSource
from stages.common import toolbox


@dataclass(frozen=True)
class Task:
    """A scanner, and how it can be had."""

    name: Tool
    source: ToolSource
    runtime: RuntimeParams

    def __str__(self) -> str:
        return f"{self.name} {self.source.version}"

    @property
    def folder(self) -> Path:
        """All that is made for it."""
        return toolbox.folder(Path(self.runtime.cache_dir), self.name, self.source.version)

    @property
    def program(self) -> Path:
        """What others run."""
        return toolbox.program(Path(self.runtime.cache_dir), self.name, self.source.version)

    @property
    def environment(self) -> Path:
        """The private environment of one that pip installs."""
        return self.folder / "venv"

    def param(self, key: str) -> str:
        """The full name of one of its parameters."""
        return f"fetch.tools.{self.name}.{key}"

    def say(self, what: str) -> None:
        """A line of progress on standard error."""
        print(f"{self}: {what}", file=sys.stderr, flush=True)
