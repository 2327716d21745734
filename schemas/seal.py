"""What a folder of sealed answers says of itself: seal.json.

data/oracle/sealed/
    seal.json
    traces.parquet      the accepted ones, by row: the request and the plan in the model's words
    rejected.parquet    candidates that were not, and why
    answers.parquet     every answer that was paid for on the way, with its tokens
"""

from typing import Self

from pydantic import Field, model_validator

from schemas.domain import Intent
from schemas.sections.oracle import OracleParams
from schemas.strict import Strict

SEAL, TRACES, REJECTED, ANSWERS = (
    "seal.json",
    "traces.parquet",
    "rejected.parquet",
    "answers.parquet",
)


class Unfilled(Strict):
    """Rows of one cell that no attempt filled."""

    domain: str
    intent: Intent
    traces: int = Field(ge=1)


class SealedFile(Strict):
    """A file beside this one."""

    rows: int
    sha256: str


class Seal(Strict):
    """The file."""

    total: int
    """Traces that were wanted."""

    seed: int
    created_at: str
    domains: tuple[str, ...] | None
    oracle: OracleParams
    """What was asked for, and the prices."""

    accepted: int
    unfilled: tuple[Unfilled, ...]

    uncertain: int
    """Requests, of those that led here, that may have been paid for without an answer."""

    uncertain_dollars: float
    """What they cost at most, by estimate."""

    files: dict[str, SealedFile]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        missing = sum(cell.traces for cell in self.unfilled)
        if self.total != self.accepted + missing:
            raise ValueError(
                f"{self.accepted} accepted and {missing} unfilled are not {self.total}"
            )
        if self.files.keys() != {TRACES, REJECTED, ANSWERS}:
            raise ValueError(f"the files are not {TRACES}, {REJECTED}, {ANSWERS}")
        if self.files[TRACES].rows != self.accepted:
            raise ValueError(f"{TRACES} has not the {self.accepted} accepted traces")
        return self
