"""Parameters of the stage generate-traces."""

from typing import Literal

from pydantic import Field

from schemas.moment import UtcSecond
from schemas.oracle_words import Oracle
from schemas.strict import Strict

Format = Literal["jsonl", "jsonl.zst", "parquet"]
"""Also how the names of the files end."""


class GenerateTracesParams(Strict):
    """Section `generate_traces`."""

    oracle: Oracle
    """Who makes the traces: templates, or a model, whose answers are sealed."""

    sealed: str = Field(min_length=1)
    """Folder of sealed answers; read where the oracle is anthropic."""

    total: int = Field(ge=1, le=1_000_000_000)
    """Traces in all; domains and intents differ by one at most in how many they get."""

    domains: tuple[str, ...] | None = Field(min_length=1)
    """Names of the domains to make traces of, `Finance`; null for all."""

    seed: int = Field(ge=0, lt=2**63)
    """Decides every draw of the oracle, and who gets what a division leaves over."""

    created_at: UtcSecond
    """The traces date from the year before. Not the clock: rebuilds are equal."""

    shard_size: int = Field(ge=1, le=1_000_000)
    """Traces a file; also the unit of work, and what a killed run loses at most a process."""

    format: Format
    """JSON lines, plain or compressed with Zstandard, or Parquet with JSON columns."""
