"""What the metadata of every family is made from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.meta import MetaRow, Section
from schemas.report import Report
from stages.common.files import dumps


@dataclass(frozen=True, slots=True)
class Validated:
    """A validated release."""

    release: str
    created_at: str
    folder: Path
    """Where the family's files are."""

    report: Report

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
