"""What the server is told to be like."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from tests.servers.claude.usage import Prices

SONNET = Prices(input=2, output=10, cache_write=2.5, cache_read=0.1)
HAIKU = Prices(input=0.1, output=0.5, cache_write=0.125, cache_read=0.01)


@dataclass
class Settings:
    """Any of it may be changed while the server runs. Shares are between 0 and 1."""

    seed: int = 0
    latency: float = 0.0
    """Seconds that a message takes."""

    keys: set[str] = field(default_factory=lambda: {"test-key"})
    forbidden_keys: set[str] = field(default_factory=set)
    """Of `keys`, those that meet 403."""
    unpaid_keys: set[str] = field(default_factory=set)
    """Of `keys`, those that meet 402."""

    # What the model does wrong; see tests/servers/claude/mistakes.py.
    bad_plans: float = 0.0
    malformed: float = 0.0
    truncated: float = 0.0
    refusals: float = 0.0
    judge_rejects: float = 0.0
    missing_requests: float = 0.0
    repeated_texts: float = 0.0
    stubborn: float = 0.0
    """Of the corrected conversations, those that repeat the mistakes of the first answer."""
    thinking_blocks: float = 0.0
    """Of the messages with adaptive thinking, those in which a thinking block comes first."""

    # What happens to HTTP requests; see tests/servers/claude/faults.py.
    rate_limited: float = 0.0
    rate_limited_bare: float = 0.0
    error_500: float = 0.0
    error_504: float = 0.0
    overloaded: float = 0.0
    cut_before: float = 0.0
    cut_after: float = 0.0
    retry_after: float = 0.05
    """Seconds, of `rate_limited`."""

    batch_seconds: float = 0.0
    """How long a batch is processed, or longer if the answers take longer to make."""
    expired_items: float = 0.0
    errored_items: float = 0.0
    canceled_items: float = 0.5
    """Of the items of a batch that is canceled, those that were not processed."""
    delay_create: float = 0.0
    """Seconds between a batch being stored and the answer that says so."""
    lose_create_answers: int = 0
    """So many of the next batches are stored, and the connection closed instead of an answer."""

    requests_per_minute: float | None = None
    """Of one key, as are the tokens; None: no limit."""
    input_tokens_per_minute: float | None = None
    output_tokens_per_minute: float | None = None
    burst_seconds: float = 1.0
    """A full bucket holds what comes in so many seconds, but at least 1."""

    spend_limits: dict[str, float] = field(default_factory=dict)
    """US dollars by key."""
    spend_limit_form: Literal["enforced", "specified"] = "enforced"
    """429 with an error_code, or 400 with a message only."""
    prices: dict[str, Prices] = field(
        default_factory=lambda: {"claude-sonnet-5-5": SONNET, "claude-haiku-5-5": HAIKU}
    )
    """By model; others cost nothing."""

    cache_minimum: int = 1024
    """Tokens; a shorter prefix is not cached."""
    max_message_bytes: int = 32 * 2**20
    max_batch_bytes: int = 256 * 2**20
    max_batch_requests: int = 100_000
    keep_bodies: bool = False
    """Whether the bodies of messages and of items of batches are kept, for tests to look at."""

    def change(self, values: Mapping[str, Any]) -> None:
        """Set what is named, from JSON values. Raises KeyError for a name that there is not."""
        known = {one.name for one in fields(self)}
        if unknown := values.keys() - known:
            raise KeyError(f"no such settings: {', '.join(sorted(unknown))}")
        for name, value in values.items():
            setattr(self, name, _restored(getattr(self, name), name, value))


def _restored(now: Any, name: str, value: Any) -> Any:
    if isinstance(now, set):
        return set(value)
    if name == "prices":
        return {model: Prices(**one) for model, one in value.items()}
    return value
