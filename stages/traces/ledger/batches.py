"""Message Batches: noted before they are created, so that any crash leaves a trail to them."""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple

from stages.traces.asking.ask import Ask
from stages.traces.ledger.ledger import Ledger, now

Outcome = Literal["collected", "absent", "lost"]

OPEN = """
    SELECT batches.id, lane, requests, estimate, at, name FROM batches
    LEFT JOIN batch_names ON batch_names.batch = batches.id
    WHERE batches.id NOT IN (SELECT batch FROM batch_ends) ORDER BY batches.id"""


class Item(NamedTuple):
    """A request of a batch: what of it is needed to keep its answer."""

    key: str
    phase: str
    domain: str
    model: str

    @classmethod
    def of(cls, ask: Ask) -> "Item":
        """Of a question."""
        return cls(ask.key, ask.phase, ask.domain, ask.body["model"])


class OpenBatch(NamedTuple):
    """A batch whose results are not in the ledger yet."""

    id: int
    lane: str
    requests: int
    estimate: float
    """US dollars."""

    at: datetime
    """When it was about to be created, by our clock."""

    name: str | None
    """The API's id; None if the run died, or the connection broke, before it came."""


async def plan(ledger: Ledger, lane: str, contents: Collection[Item], estimate: float) -> OpenBatch:
    """Note that a batch is about to be created."""
    at = now()

    def write(connection: sqlite3.Connection) -> int:
        batch = connection.execute(
            "INSERT INTO batches (lane, requests, estimate, at) VALUES (?, ?, ?, ?)",
            (lane, len(contents), estimate, at),
        ).lastrowid
        connection.executemany(
            "INSERT INTO batch_items VALUES (?, ?, ?, ?, ?)",
            ((batch, *item) for item in contents),
        )
        return batch or 0

    batch = await ledger.write(write)
    return OpenBatch(batch, lane, len(contents), estimate, datetime.fromisoformat(at), None)


async def name(ledger: Ledger, batch: int, name: str) -> None:
    """Note the id that the API gave to a batch."""
    row = (batch, name)
    await ledger.write(lambda c: c.execute("INSERT INTO batch_names VALUES (?, ?)", row))


async def end(ledger: Ledger, batch: int, outcome: Outcome) -> None:
    """Note that nothing more is to be had from a batch."""
    row = (batch, outcome)
    await ledger.write(lambda c: c.execute("INSERT INTO batch_ends VALUES (?, ?)", row))


def unfinished(ledger: Ledger) -> list[OpenBatch]:
    """Batches that were noted and have not ended."""
    rows = ledger.reader.execute(OPEN).fetchall()
    return [
        OpenBatch(batch, lane, requests, estimate, datetime.fromisoformat(at), name)
        for batch, lane, requests, estimate, at, name in rows
    ]


def items(ledger: Ledger, batch: int) -> dict[str, Item]:
    """The requests of a batch, by key."""
    query = "SELECT key, phase, domain, model FROM batch_items WHERE batch = ?"
    return {row[0]: Item(*row) for row in ledger.reader.execute(query, (batch,))}


def names(ledger: Ledger) -> frozenset[str]:
    """Ids of all batches that are known to be ours."""
    return frozenset(row[0] for row in ledger.reader.execute("SELECT name FROM batch_names"))
