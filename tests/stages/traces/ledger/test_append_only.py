"""Nothing that stands in the ledger is ever changed or taken away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger import batches, sends
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger
from stages.traces.ledger.tables import TABLES
from tests.stages.traces.ledger.answers import ASK, answer
from tests.stages.traces.ledger.ledgers import opened, rows, within

NAMES = [one.split()[2] for one in TABLES if one.startswith("CREATE TABLE")]
each = pytest.mark.parametrize("table", NAMES)


async def fill(ledger: Ledger) -> None:
    """A row in each table."""
    await ledger.record([answer("a")])
    send = await sends.begin(ledger, ASK, "KEY", 0.5)
    await sends.end(ledger, send, "unpaid", "500")
    batch = await batches.plan(ledger, "KEY", [Item.of(ASK)], 0.5)
    await batches.name(ledger, batch.id, "msgbatch_1")
    await batches.end(ledger, batch.id, "collected")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ledger")
    within(made, fill)
    return made


@pytest.fixture
def connection(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(folder)) as made:
        yield made


def test_each_table_has_a_row(folder: Path) -> None:
    assert len(NAMES) == 7
    assert [rows(folder, f"SELECT count(*) FROM {table}") for table in NAMES] == [[(1,)]] * 7


@each
def test_no_table_is_changed(table: str, connection: sqlite3.Connection) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    assert columns
    for column in columns:
        with pytest.raises(sqlite3.IntegrityError, match="the ledger is only added to"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")


@each
def test_nothing_is_deleted(table: str, connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the ledger is only added to"):
        connection.execute(f"DELETE FROM {table}")


def test_our_own_code_gets_one_line(tmp_path: Path) -> None:
    async def change(ledger: Ledger) -> None:
        await fill(ledger)
        await ledger.write(lambda c: c.execute("UPDATE answers SET text = 'better'"))

    with pytest.raises(PipelineError) as refused:
        within(tmp_path, change)
    assert str(refused.value) == f"{tmp_path}: can't be written: the ledger is only added to"
    assert rows(tmp_path, "SELECT text FROM answers") == [(answer("a").text,)]


def test_a_reader_can_write_nothing(folder: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        rows(folder, "INSERT INTO send_ends VALUES (99, 'unpaid', '')")
