"""How a run is carried out. No stage tracks these, and they change no byte of any output."""

from typing import Any

from pydantic import Field

from schemas.strict import Strict


class RuntimeParams(Strict):
    """Section `runtime`."""

    workers: int = Field(ge=0)
    """Worker threads, for traces processes; 0 means one for each core."""

    cache_dir: str = Field(min_length=1)
    """Where unfinished work lives, relative to the repository: downloads, partitions, shards."""

    retries: int = Field(ge=0, le=20)
    """How often a failed network request is tried again."""

    timeout: float = Field(gt=0)
    """Seconds without a byte before a network request counts as failed."""

    oracle: Any = None
    """Of the oracle that asks a model, and of no stage: schemas/sections/oracle_runtime.py."""
