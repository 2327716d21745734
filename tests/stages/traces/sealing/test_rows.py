"""The sealed traces as rows of a set: which cell is where, and what is made of each."""

import random
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from stages.traces.registry.load import load_domains
from stages.traces.sealing.oracle import SealedOracle, furnish
from stages.traces.sealing.rows import SealedRows
from stages.traces.sealing.seal import GROUP
from stages.traces.validator.checker import problems
from stages.traces.writing.job import Recipe, Sealed
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.sets import DOMAINS, FLAWS, fill, order_in, rows, sealed

WHEN = "2026-11-22T00:00:00Z"


@pytest.fixture(scope="module", params=[GROUP, 7, 1])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed set in row groups of a size."""
    made = tmp_path_factory.mktemp("sealed")
    order = order_in(made)
    fill(order, Settings(**dict(FLAWS)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stages.traces.sealing.seal.GROUP", request.param)
        sealed(order, made / "sealed")
    with pq.ParquetFile(made / "sealed/traces.parquet") as file:
        assert file.num_row_groups == -(-file.metadata.num_rows // request.param)
    return made / "sealed"


def test_slots_are_the_cells_in_order(folder: Path) -> None:
    wanted = [(row["domain"], row["intent"]) for row in rows(folder / "traces.parquet")]
    schedule = SealedRows(folder, DOMAINS)
    slots = [*schedule.slots(0, len(wanted))]
    assert [tuple(slot.cell) for slot in slots] == wanted
    assert [schedule.index(slot, 0) for slot in slots] == [*range(len(wanted))]
    assert [*schedule.slots(5, 12)] == slots[5:12]
    assert {tuple(cell): count for cell, count in schedule.counts.items()} == Counter(wanted)
    assert schedule.domains == DOMAINS


def test_each_row_becomes_its_trace_in_whatever_order(folder: Path) -> None:
    sealed_rows = rows(folder / "traces.parquet")
    oracle = SealedOracle(folder, load_domains())
    numbers = [*range(len(sealed_rows))]
    random.Random(1).shuffle(numbers)
    for number in numbers:
        row = sealed_rows[number]
        trace = oracle.trace(row["domain"], row["intent"], number)
        assert problems(trace) == []
        assert trace["trace_id"].endswith(f"-{row['row']:08d}")
        assert trace["request"]["text"] == row["text"]
        assert trace["created_at"] == row["moment"]
        assert trace["metadata"]["attempt"] == row["attempt"]
        assert trace["metadata"]["models"].keys() == {"requests", "plan", "judgement"}
        assert not trace["validated"]


def test_the_workshop_has_one_candidate_for_each_row(folder: Path) -> None:
    total = len(rows(folder / "traces.parquet"))
    workshop = furnish(Recipe(total, 42, WHEN, DOMAINS, Sealed(str(folder), "")))
    assert workshop.attempts == 1
    assert workshop.rows
    assert sum(workshop.rows.counts.values()) == total
    assert "python -m stages.oracle run, then seal" in workshop.remedy
