"""What the metadata of a family is made from whose rows come from fetched sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.sections.fetch import Source
from schemas.sections.tools import ToolSource
from stages.hub.metadata.validated import Validated


@dataclass(frozen=True, slots=True)
class Inputs(Validated):
    """A validated release with its sources."""

    sources: Mapping[str, Source]
    tools: Mapping[str, ToolSource]
    """Scanners by name."""

    manifests: Path
    """Folder of <source>.json, the hashes of the family's fetched files."""
