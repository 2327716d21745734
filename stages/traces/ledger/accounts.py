"""What the ledger adds up to."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from stages.traces.ledger.answer import Usage

ANSWERED = """
    SELECT phase, domain, model, transport, count(*), sum(input), sum(cache_write_5m),
        sum(cache_write_1h), sum(cache_read), sum(output)
    FROM answers GROUP BY phase, domain, model, transport
    ORDER BY phase, domain, model, transport"""

UNCERTAIN = """
    SELECT count(*), coalesce(sum(estimate), 0) FROM sends JOIN send_ends ON send = sends.id
    WHERE outcome = 'uncertain'"""

LOST = """
    SELECT coalesce(sum(requests), 0), coalesce(sum(estimate), 0) FROM batches
    JOIN batch_ends ON batch = batches.id WHERE outcome = 'lost'"""


class Paid(NamedTuple):
    """Answers of one kind."""

    phase: str
    domain: str
    model: str
    transport: str
    answers: int
    usage: Usage


class Doubt(NamedTuple):
    """Requests that may have been paid for without an answer."""

    requests: int
    estimate: float
    """US dollars."""


def paid(connection: sqlite3.Connection) -> Iterator[Paid]:
    """All answers, summed up by phase, domain, model and transport."""
    for phase, domain, model, transport, answers, *usage in connection.execute(ANSWERED):
        yield Paid(phase, domain, model, transport, answers, Usage(*usage))


def doubtful(connection: sqlite3.Connection) -> Doubt:
    """What is uncertain, and batches whose results were gone."""
    sends, batches = (connection.execute(query).fetchone() for query in (UNCERTAIN, LOST))
    return Doubt(sends[0] + batches[0], sends[1] + batches[1])
