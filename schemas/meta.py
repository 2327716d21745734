"""One row of the metadata: six flat string columns, which the Hub's viewer shows as a table."""

import json
from typing import Literal

from pydantic import Field, field_validator

from schemas.moment import UtcSecond
from schemas.strict import Strict

Section = Literal["sampling", "ood", "tools", "provenance", "notes"]


class MetaRow(Strict):
    """A line of data/meta/<family>.jsonl."""

    section: Section
    name: str = Field(min_length=1)
    """Short key, unique in its section."""

    description: str = Field(min_length=1)
    """One or two sentences."""

    payload_json: str
    """The details, minified JSON."""

    version: str = Field(min_length=1)
    """The release, `v1`."""

    created_at: UtcSecond
    """ISO-8601, UTC."""

    @field_validator("payload_json")
    @classmethod
    def _minified(cls, value: str) -> str:
        if json.dumps(json.loads(value), ensure_ascii=False, separators=(",", ":")) != value:
            raise ValueError("payload_json is not minified JSON")
        return value
