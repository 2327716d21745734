"""Parameters of the stage export-meta."""

import re

from pydantic import field_validator

from schemas.strict import Strict

UTC_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


class ExportMetaParams(Strict):
    """Section `export_meta`."""

    created_at: str
    """When the release was made, ISO-8601 UTC; not the clock: rebuilds must be equal."""

    @field_validator("created_at")
    @classmethod
    def _utc(cls, value: str) -> str:
        if not UTC_SECOND.fullmatch(value):
            raise ValueError(f"{value!r} is not of the form 2026-01-31T00:00:00Z")
        return value
