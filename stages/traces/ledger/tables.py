"""The tables of the ledger, an SQLite database.

Only ever added to: what happens to a row later is a row elsewhere, and triggers refuse the rest.
SQLite keeps what was committed through kill -9 and loss of power (WAL, synchronous=FULL), and finds
an answer by its key among tens of millions without holding them in memory.
"""

import sqlite3
from pathlib import Path

VERSION = 1

TABLES = (
    # Every answer. A key may have several, if a request was sent again that had been answered
    # after all; the first one counts, all were paid.
    """CREATE TABLE answers (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, phase TEXT NOT NULL, domain TEXT NOT NULL,
        transport TEXT NOT NULL, model TEXT NOT NULL, served TEXT NOT NULL, message TEXT NOT NULL,
        stop_reason TEXT NOT NULL, text TEXT NOT NULL, refusal TEXT,
        input INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL,
        cache_read INTEGER NOT NULL, output INTEGER NOT NULL)""",
    "CREATE INDEX answers_by_key ON answers (key)",
    # A request about to be sent through Messages, and how that ended: answered, unpaid (an error
    # of the API), or uncertain (no whole answer came). One without an end was in flight when a run
    # died.
    """CREATE TABLE sends (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, phase TEXT NOT NULL, domain TEXT NOT NULL,
        lane TEXT NOT NULL, estimate REAL NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE send_ends (
        send INTEGER PRIMARY KEY REFERENCES sends, outcome TEXT NOT NULL, detail TEXT NOT NULL)""",
    # A batch about to be created, what is in it, the API's id for it, and how it ended: collected,
    # absent (it never came to be), or lost (its results are gone).
    """CREATE TABLE batches (
        id INTEGER PRIMARY KEY, lane TEXT NOT NULL, requests INTEGER NOT NULL,
        estimate REAL NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE batch_items (
        batch INTEGER NOT NULL REFERENCES batches, key TEXT NOT NULL, phase TEXT NOT NULL,
        domain TEXT NOT NULL, model TEXT NOT NULL, PRIMARY KEY (batch, key)) WITHOUT ROWID""",
    """CREATE TABLE batch_names (
        batch INTEGER PRIMARY KEY REFERENCES batches, name TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE batch_ends (
        batch INTEGER PRIMARY KEY REFERENCES batches, outcome TEXT NOT NULL)""",
)


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open a ledger; a writer makes the tables that are missing."""
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA recursive_triggers = ON")  # for INSERT OR REPLACE
            _create(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def is_made(connection: sqlite3.Connection) -> bool:
    """Whether the tables are there: a run that died at once may have left none."""
    return _version(connection) > 0


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create(connection: sqlite3.Connection) -> None:
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    for statement in TABLES:
        connection.execute(statement)
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            )
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
