"""Requests through Messages: noted before they go, settled when they end.

The API has no idempotency key: of a request that was in flight when a run died or a connection
broke nobody knows whether it was paid for. It stays in the ledger as uncertain, at its estimate.
"""

import sqlite3
from typing import Literal

from stages.traces.asking.ask import Ask
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.ledger import INSERT, Ledger, now

Outcome = Literal["answered", "unpaid", "uncertain"]

END = "INSERT INTO send_ends VALUES (?, ?, ?)"
OPEN = "SELECT id FROM sends WHERE id NOT IN (SELECT send FROM send_ends)"


async def begin(ledger: Ledger, ask: Ask, lane: str, estimate: float) -> int:
    """Note that a request is about to be sent; returns the number of the send."""
    row = (ask.key, ask.phase, ask.domain, lane, estimate, now())

    def write(connection: sqlite3.Connection) -> int | None:
        return connection.execute(
            "INSERT INTO sends (key, phase, domain, lane, estimate, at) VALUES (?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid

    return int(await ledger.write(write))


async def answered(ledger: Ledger, send: int, answer: Answer) -> None:
    """Keep the answer and settle the send, both or neither."""

    def write(connection: sqlite3.Connection) -> None:
        connection.execute(INSERT, answer.row)
        connection.execute(END, (send, "answered", answer.message))

    await ledger.write(write)


async def end(ledger: Ledger, send: int, outcome: Outcome, detail: str) -> None:
    """Settle a send that brought no answer."""
    await ledger.write(lambda connection: connection.execute(END, (send, outcome, detail)))


async def forsaken(ledger: Ledger) -> int:
    """Settle as uncertain what was in flight when an earlier run died; returns how many."""
    detail = "in flight when the run ended"
    rows = [(send, "uncertain", detail) for (send,) in ledger.reader.execute(OPEN).fetchall()]
    await ledger.write(lambda connection: connection.executemany(END, rows))
    return len(rows)
