"""From tokens to US dollars."""

from schemas.oracle_words import Transport
from schemas.sections.oracle import Prices
from stages.traces.ledger.answer import Usage

MILLION = 1_000_000


def cost(usage: Usage, prices: Prices, transport: str) -> float:
    """US dollars. A batch's factor is of all tokens, those of the cache too."""
    dollars = (
        usage.input * prices.input
        + usage.cache_write_5m * prices.cache_write_5m
        + usage.cache_write_1h * prices.cache_write_1h
        + usage.cache_read * prices.cache_read
        + usage.output * prices.output
    ) / MILLION
    return dollars * prices.batch if transport == "batches" else dollars


def lifetime(transport: Transport) -> str:
    """How long the API shall keep a prefix in its cache: a batch is worked on for up to a day."""
    return "1h" if transport == "batches" else "5m"
