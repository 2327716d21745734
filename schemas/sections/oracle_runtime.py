"""How the oracle's requests are carried out: the section `oracle` of `runtime`.

These decide what is sent when, and no byte of what is asked.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.domain_words import distinct
from schemas.oracle_words import Transport
from schemas.sections.runtime import RuntimeParams
from schemas.strict import Strict

MAX_BATCH_REQUESTS = 100_000
MAX_BATCH_BYTES = 256_000_000
"""Limits of a Message Batch: platform.claude.com/docs/en/build-with-claude/batch-processing."""


class BatchRuntime(Strict):
    """Message Batches."""

    requests: int = Field(ge=1, le=MAX_BATCH_REQUESTS)
    """Most requests of a batch."""

    bytes: int = Field(ge=10_000, le=MAX_BATCH_BYTES)
    """Largest body of a batch."""

    linger: float = Field(ge=0)
    """Seconds without a new request after which a batch goes that is not full."""

    poll: float = Field(gt=0)
    """Seconds between looks at a batch that is being processed."""

    settle: float = Field(ge=0)
    """Seconds after which a batch that was being created, when a run died or the connection broke,
    is sure to be in the API's list, if ever."""


class OracleRuntime(Strict):
    """Section `runtime.oracle`."""

    transport: Transport
    """messages: concurrent requests; batches: half the price, within 24 hours."""

    keys: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(distinct)]
    """Environment variables with the API keys, of one workspace or several, that share the work."""

    concurrency: int = Field(ge=1, le=4096)
    """Most requests in flight with one key. Rate limits slow it down by themselves."""

    budget: float = Field(gt=0)
    """US dollars that all answers of the ledger together may cost."""

    ledger: str = Field(min_length=1)
    """Folder of all answers that were ever paid for. Not a cache: keep it."""

    timeout: float = Field(gt=0)
    """Seconds that an answer may take."""

    batch: BatchRuntime


class Runtime(RuntimeParams):
    """Section `runtime` as a whole."""

    oracle: OracleRuntime
