"""An answer of the API, as the ledger keeps it."""

from typing import Any, NamedTuple

from schemas.oracle_words import Transport


class Usage(NamedTuple):
    """Tokens, as they are billed."""

    input: int
    """Neither written to the cache nor read from it."""

    cache_write_5m: int
    cache_write_1h: int
    cache_read: int
    output: int

    def plus(self, other: "Usage") -> "Usage":
        """Both together."""
        return Usage(*map(sum, zip(self, other, strict=True)))


NOTHING = Usage(0, 0, 0, 0, 0)


class Answer(NamedTuple):
    """A message that was paid for, whatever it says."""

    key: str
    """Of the question."""

    phase: str
    domain: str
    transport: Transport
    model: str
    """As it was asked for, and is priced."""

    served: str
    """As the API says: an alias stands for a dated model."""

    message: str
    """The API's id, `msg_...`."""

    stop_reason: str
    """`end_turn`, `max_tokens`, `refusal`, ..."""

    text: str
    """Its text blocks, joined; of a refusal nothing, as a rule."""

    refusal: str | None
    """Why the model refused, as far as the API says."""

    usage: Usage

    @property
    def row(self) -> tuple[object, ...]:
        """The columns of the table answers, but for the id."""
        return (*self[:-1], *self.usage)


FIELDS = (
    "key, phase, domain, transport, model, served, message, stop_reason, text, refusal, "
    "input, cache_write_5m, cache_write_1h, cache_read, output"
)
"""The columns, in the order of `Answer.row`."""


def of_row(row: tuple[Any, ...]) -> Answer:
    """From FIELDS."""
    fields = row[: -len(Usage._fields)]
    return Answer._make((*fields, Usage._make(row[len(fields) :])))
