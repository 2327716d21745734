"""Tokens and what they cost."""

from typing import Any, Literal, NamedTuple

Transport = Literal["messages", "batches"]

MILLION = 1_000_000
TIERS: dict[Transport, str] = {"messages": "standard", "batches": "batch"}


class Usage(NamedTuple):
    """The tokens of one message."""

    input: int
    """Neither written to the cache nor read from it."""

    cache_write_5m: int
    cache_write_1h: int
    cache_read: int
    output: int

    def told(self, transport: Transport) -> dict[str, Any]:
        """As the API says it."""
        return {
            "input_tokens": self.input,
            "output_tokens": self.output,
            "cache_creation_input_tokens": self.cache_write_5m + self.cache_write_1h,
            "cache_read_input_tokens": self.cache_read,
            "cache_creation": {
                "ephemeral_5m_input_tokens": self.cache_write_5m,
                "ephemeral_1h_input_tokens": self.cache_write_1h,
            },
            "service_tier": TIERS[transport],
        }


class Prices(NamedTuple):
    """US dollars for a million tokens."""

    input: float
    output: float
    cache_write: float
    """For five minutes; for an hour it is twice the input."""

    cache_read: float

    def dollars(self, usage: Usage, transport: Transport) -> float:
        """What a message costs; in a batch half."""
        full = (
            usage.input * self.input
            + usage.cache_write_5m * self.cache_write
            + usage.cache_write_1h * self.input * 2
            + usage.cache_read * self.cache_read
            + usage.output * self.output
        )
        return full / MILLION / (2 if transport == "batches" else 1)


FREE = Prices(0, 0, 0, 0)


def tokens(chars: int) -> int:
    """How many tokens a text is, by its length."""
    return -(-chars // 4)
