"""Outcomes on the way to sealed files: they come in any order and are wanted by row.

On disk, for there may be millions: an SQLite database that is thrown away in the end.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import orjson

from stages.traces.phases.outcome import REPEATED, Accepted, Open, Outcome, Rejected
from stages.traces.phases.wanted import Wanted

TABLES = """
    CREATE TABLE accepted (row INTEGER PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE rejected (row INTEGER, attempt INTEGER, packed BLOB NOT NULL,
        PRIMARY KEY (row, attempt)) WITHOUT ROWID;
    CREATE TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE unfinished (row INTEGER PRIMARY KEY);
"""


class Collecting:
    """A sink that keeps everything, in order."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.executescript(TABLES)
        self._base.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()
        self._path.unlink(missing_ok=True)

    def outcome(self, outcome: Outcome) -> None:
        """See stages.traces.phases.outcome.Sink."""
        if isinstance(outcome, Open):
            self._base.execute("INSERT INTO unfinished VALUES (?)", (outcome.wanted.row,))
            return
        self._base.executemany(
            "INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in outcome.keys)
        )
        if isinstance(outcome, Accepted):
            row = (outcome.wanted.row, orjson.dumps(_accepted(outcome)))
            self._base.execute("INSERT INTO accepted VALUES (?, ?)", row)
        else:
            self._reject(_rejected(outcome))

    def repeats(self, wanted: Wanted) -> None:
        """See stages.traces.phases.outcome.Sink."""
        query = "DELETE FROM accepted WHERE row = ? RETURNING packed"
        (packed,) = self._base.execute(query, (wanted.row,)).fetchone()
        was = orjson.loads(packed)
        kept = {name: was[name] for name in ("row", "domain", "intent", "attempt", "keys", "text")}
        problems = ["another trace has the same request"]
        self._reject({**kept, "phase": "requests", "codes": [REPEATED], "problems": problems})

    def accepted(self) -> Iterator[dict[str, Any]]:
        """By row."""
        return self._unpacked("SELECT packed FROM accepted ORDER BY row")

    def rejected(self) -> Iterator[dict[str, Any]]:
        """By row and attempt."""
        return self._unpacked("SELECT packed FROM rejected ORDER BY row, attempt")

    @property
    def unfinished(self) -> int:
        """Rows whose answers are not all there."""
        return int(self._base.execute("SELECT count(*) FROM unfinished").fetchone()[0])

    def select(self, ledger: Path, query: str) -> Iterator[tuple[Any, ...]]:
        """Rows of a query over the tables of `ledger` and the keys in `used`."""
        if self._base.in_transaction:
            self._base.execute("COMMIT")
            self._base.execute("ATTACH ? AS ledger", (str(ledger),))
        return iter(self._base.execute(query))

    def _reject(self, values: dict[str, Any]) -> None:
        row = (values["row"], values["attempt"], orjson.dumps(values))
        self._base.execute("INSERT INTO rejected VALUES (?, ?, ?)", row)

    def _unpacked(self, query: str) -> Iterator[dict[str, Any]]:
        return (orjson.loads(packed) for (packed,) in self._base.execute(query))


def _candidate(outcome: Accepted | Rejected) -> dict[str, Any]:
    return {
        "row": outcome.wanted.row,
        "domain": outcome.wanted.domain,
        "intent": outcome.wanted.intent,
        "attempt": outcome.attempt,
        "keys": outcome.keys,
    }


def _accepted(outcome: Accepted) -> dict[str, Any]:
    return {
        **_candidate(outcome),
        "text": outcome.written.text,
        "moment": outcome.written.moment,
        "plan": outcome.plan,
        "models": orjson.dumps(outcome.models).decode(),
    }


def _rejected(outcome: Rejected) -> dict[str, Any]:
    return {
        **_candidate(outcome),
        "phase": outcome.phase,
        "codes": outcome.codes,
        "problems": outcome.problems,
        "text": outcome.text,
    }
