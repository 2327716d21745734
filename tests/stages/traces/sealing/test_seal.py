from pathlib import Path

import pytest

from schemas.seal import Seal
from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from stages.traces.phases.outcome import REPEATED
from stages.traces.sealing.seal import seal
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.sets import (
    FLAWS,
    contents,
    fill,
    order_in,
    rows,
    sealed,
    write_sealed,
)

FEW = {"generate_traces.total": 12}


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return order_in(tmp_path, FEW)


def test_the_seal_says_what_is_in_the_folder(tmp_path: Path) -> None:
    made = write_sealed(tmp_path / "sealed")
    files = contents(tmp_path / "sealed")
    assert sorted(files) == ["answers.parquet", "rejected.parquet", "seal.json", "traces.parquet"]
    assert made.accepted == len(rows(tmp_path / "sealed/traces.parquet"))
    for name, file in made.files.items():
        assert file.rows == len(rows(tmp_path / "sealed" / name))
        assert file.sha256 == sha256_file(tmp_path / "sealed" / name)
    assert (made.total, made.seed, made.domains) == (40, 42, ("Finance", "Legal"))
    assert (made.oracle.attempts, made.uncertain) == (2, 0)


def test_each_row_was_filled_or_rejected_as_often_as_it_may_be(tmp_path: Path) -> None:
    made = write_sealed(tmp_path / "sealed")
    filled = {row["row"]: row for row in rows(tmp_path / "sealed/traces.parquet")}
    tries: dict[int, list[int]] = {}
    for row in rows(tmp_path / "sealed/rejected.parquet"):
        tries.setdefault(row["row"], []).append(row["attempt"])
    assert 0 < len(filled) < 40
    for number in range(40):
        attempts = filled[number]["attempt"] if number in filled else made.oracle.attempts
        assert tries.get(number, []) == [*range(attempts)]
    assert sum(cell.traces for cell in made.unfilled) == 40 - len(filled)


def test_every_answer_on_the_way_is_sealed_and_no_other(tmp_path: Path, order: Order) -> None:
    fill(order_in(tmp_path, {**FEW, "generate_traces.seed": 7}))
    fill(order, Settings(**dict(FLAWS)))
    sealed(order, tmp_path / "sealed")
    candidates = [
        *rows(tmp_path / "sealed/traces.parquet"),
        *rows(tmp_path / "sealed/rejected.parquet"),
    ]
    used = {key for row in candidates for key in row["keys"]}
    keys = [row["key"] for row in rows(tmp_path / "sealed/answers.parquet")]
    assert keys == sorted(used)
    with Reading(Path(order.runtime.ledger)) as ledger:
        (held,) = ledger.connection.execute("SELECT count(*) FROM answers").fetchone()
    assert held > len(keys)


def test_repeated_requests_are_rejected(tmp_path: Path) -> None:
    write_sealed(tmp_path / "sealed")
    accepted = [row["text"] for row in rows(tmp_path / "sealed/traces.parquet")]
    repeats = [r for r in rows(tmp_path / "sealed/rejected.parquet") if REPEATED in r["codes"]]
    assert len(set(accepted)) == len(accepted)
    assert repeats
    assert {row["text"] for row in repeats} <= set(accepted)


def test_sealed_twice(tmp_path: Path, order: Order) -> None:
    fill(order, Settings(**dict(FLAWS)))
    first = sealed(order, tmp_path / "sealed")
    before = contents(tmp_path / "sealed")
    assert sealed(order, tmp_path / "sealed") == first
    assert contents(tmp_path / "sealed") == before
    assert not list(tmp_path.glob(".*"))
    assert not (Path(order.runtime.ledger) / "sealing.db").exists()


def test_an_unfinished_run_is_not_sealed(tmp_path: Path) -> None:
    before = write_sealed(tmp_path / "sealed"), contents(tmp_path / "sealed")
    order = order_in(tmp_path, {**FEW, "runtime.oracle.budget": 0.05})
    result = fill(order)
    assert 0 < result.open <= 12
    with pytest.raises(PipelineError) as error:
        sealed(order, tmp_path / "sealed")
    assert str(error.value) == (
        f"{order.runtime.ledger}: {result.open} of 12 traces are not finished; "
        "python -m stages.oracle run"
    )
    kept = (tmp_path / "sealed/seal.json").read_bytes()
    assert (Seal.model_validate_json(kept), contents(tmp_path / "sealed")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "params.yaml", "sealed"]
    assert not (Path(order.runtime.ledger) / "sealing.db").exists()


def test_a_disk_that_takes_no_more_leaves_what_was_sealed(
    tmp_path: Path, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sealed(tmp_path / "sealed")
    before = contents(tmp_path / "sealed")
    fill(order)
    with monkeypatch.context() as patch, Reading(Path(order.runtime.ledger)) as ledger:
        patch.setattr("stages.traces.sealing.seal.sha256_file", full)
        with pytest.raises(OSError, match="No space"):
            seal(order, ledger, tmp_path / "sealed")
    assert contents(tmp_path / "sealed") == before
    assert not list(tmp_path.glob(".*"))


def full(path: Path) -> str:
    raise OSError(28, "No space left on device", str(path))


def test_both_transports_are_sealed_alike(tmp_path: Path, order: Order) -> None:
    fill(order, Settings(**dict(FLAWS)))
    batches = order_in(
        tmp_path,
        {**FEW, "runtime.oracle.transport": "batches", "runtime.oracle.ledger": "data/batches"},
    )
    fill(batches, Settings(**dict(FLAWS)))
    sealed(order, tmp_path / "messages")
    sealed(batches, tmp_path / "batches")
    for name in ("traces.parquet", "rejected.parquet"):
        one, other = ((tmp_path / way / name).read_bytes() for way in ("messages", "batches"))
        assert one == other
    transports = {row["transport"] for row in rows(tmp_path / "batches/answers.parquet")}
    assert transports == {"batches"}


def test_there_is_no_ledger(tmp_path: Path, order: Order) -> None:
    with pytest.raises(PipelineError) as error:
        sealed(order, tmp_path / "sealed")
    assert str(error.value) == f"{order.runtime.ledger}: no ledger; python -m stages.oracle run"
    assert not (tmp_path / "sealed").exists()
