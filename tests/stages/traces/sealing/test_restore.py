import sqlite3
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.phases.order import Order
from stages.traces.phases.run import run
from stages.traces.sealing.restore import restore
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.sets import (
    asking,
    contents,
    fill,
    order_in,
    rows,
    sealed,
    write_sealed,
)


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A set whose sealed answers are there, and no ledger."""
    write_sealed(tmp_path / "sealed")
    return order_in(tmp_path)


def answers(order: Order) -> int:
    with sqlite3.connect(Path(order.runtime.ledger) / "ledger.db") as connection:
        (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
    connection.close()
    return int(count)


def test_a_run_asks_nothing_that_is_sealed(tmp_path: Path, order: Order) -> None:
    count = restore(tmp_path / "sealed", Path(order.runtime.ledger))
    assert count == answers(order) == len(rows(tmp_path / "sealed/answers.parquet"))
    with ClaudeServer(Settings()) as server, asking(server):
        result = run(order)
        assert {endpoint for endpoint, _ in server.requests} == {"GET /v1/models/{id}"}
    assert (result.open, result.stopped) == (0, None)
    assert result.accepted == len(rows(tmp_path / "sealed/traces.parquet"))


def test_what_was_restored_is_sealed_as_before(tmp_path: Path, order: Order) -> None:
    restore(tmp_path / "sealed", Path(order.runtime.ledger))
    sealed(order, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "sealed")


def test_a_set_is_gone_on_with(tmp_path: Path, order: Order) -> None:
    """What the first rows were asked for stays paid for when the set grows."""
    restore(tmp_path / "sealed", Path(order.runtime.ledger))
    before = answers(order)
    result = fill(order_in(tmp_path, {"generate_traces.total": 60}))
    assert result.open == 0
    assert answers(order) > before


def test_a_ledger_with_answers_is_left_alone(tmp_path: Path, order: Order) -> None:
    folder = Path(order.runtime.ledger)
    restore(tmp_path / "sealed", folder)
    before = answers(order)
    with pytest.raises(PipelineError) as error:
        restore(tmp_path / "sealed", folder)
    assert str(error.value) == f"{folder}: has answers already; nothing was changed"
    assert answers(order) == before


def test_nothing_sealed_leaves_no_ledger(tmp_path: Path, order: Order) -> None:
    (tmp_path / "sealed/answers.parquet").write_bytes(b"damaged")
    with pytest.raises(PipelineError, match="is not the file that was sealed"):
        restore(tmp_path / "sealed", Path(order.runtime.ledger))
    assert not Path(order.runtime.ledger).exists()
