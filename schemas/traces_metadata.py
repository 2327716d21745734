"""The account of the gold traces, data/traces/metadata-R.json."""

from typing import Any, Self

from pydantic import Field, model_validator

from schemas.domain import Intent
from schemas.oracle_words import Oracle, Phase
from schemas.sections.generate_traces import Format
from schemas.strict import Strict


class TraceFile(Strict):
    """One file beside this one."""

    name: str
    """`gold-traces-test-00000-of-00001.jsonl`."""

    rows: int
    bytes: int


class RejectedTraces(Strict):
    """Traces of one cell that the validator refused; they are in data/rejects/traces.jsonl."""

    domain: str
    intent: Intent

    traces: int
    """Each was replaced by another trace of the cell."""

    codes: dict[str, int]
    """Problems by code; a trace may have several."""


class UnfilledTraces(Strict):
    """Traces of one cell that the oracle was asked for and that are not to be had."""

    domain: str
    intent: Intent
    traces: int


class TracesMetadata(Strict):
    """The file."""

    release: str
    oracle: Oracle
    models: dict[Phase, str]
    """That wrote, planned and judged them; none for templates."""

    wanted: int
    """Traces that the set was to have."""

    total: int
    """Traces that it has."""

    unfilled: tuple[UnfilledTraces, ...]
    """What it is short of."""

    seed: int
    created_at: str
    format: Format

    generated: int
    """Traces that the oracle made: total and rejected."""

    rejected: tuple[RejectedTraces, ...]
    diversity: dict[str, Any]
    """Figures of the set as a whole, the ones to quote first under `summary`."""

    counts: dict[str, dict[Intent, int]]
    """Traces by domain and intent."""

    files: tuple[TraceFile, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        counted = sum(sum(intents.values()) for intents in self.counts.values())
        rows = sum(file.rows for file in self.files)
        missing = sum(cell.traces for cell in self.unfilled)
        if self.wanted != self.total + missing:
            raise ValueError(f"wanted is {self.wanted}, {self.total} there, {missing} unfilled")
        kept = self.generated - sum(cell.traces for cell in self.rejected)
        if not self.total == counted == rows == kept:
            raise ValueError(
                f"total is {self.total}, {counted} by cell, {rows} in files, {kept} not rejected"
            )
        return self
