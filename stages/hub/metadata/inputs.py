"""What the metadata of a family is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.meta import MetaRow, Section
from schemas.report import Report
from schemas.sections.fetch import Source
from schemas.sections.tools import ToolSource
from stages.common.files import dumps


@dataclass(frozen=True, slots=True)
class Inputs:
    """A validated release."""

    release: str
    created_at: str
    folder: Path
    """Where the family's files are, data/<family>/."""

    report: Report
    sources: Mapping[str, Source]
    tools: Mapping[str, ToolSource]
    """Scanners by name."""

    manifests: Path
    """Folder of <source>.json, the hashes of the family's fetched files."""

    def row(self, section: Section, name: str, description: str, payload: Any) -> MetaRow:
        """A row of this release; the payload is anything that JSON can hold."""
        return MetaRow(
            section=section,
            name=name,
            description=description,
            payload_json=dumps(payload),
            version=self.release,
            created_at=self.created_at,
        )
