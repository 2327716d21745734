from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.flows.record import FLOW, Flows
from stages.flows.spill import PARTITIONS, Partitions, divided
from tests.stages.flows.flow_files import FEW

batches = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30), max_size=5)


def batch(twins: list[int], first: int = 0) -> Flows:
    found = np.zeros(len(twins), dtype=FLOW)
    found["twin"] = np.array(twins, dtype=np.uint64)
    found["line"] = np.arange(first, first + len(twins))
    return found


@FEW
@given(batches=batches, limit=st.sampled_from([0, 500, 1 << 20]))
def test_all_flows_come_back_with_their_twins(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[int]], limit: int
) -> None:
    folder = tmp_path_factory.mktemp("spill")
    with Partitions(folder, limit) as partitions:
        for number, twins in enumerate(batches):
            partitions.add(divided(batch(twins, 100 * number)))
        parts = list(partitions)
    found = [(twin, line) for part in parts for twin, line in part[["twin", "line"]].tolist()]
    assert sorted(found) == sorted(
        (twin, 100 * number + place)
        for number, twins in enumerate(batches)
        for place, twin in enumerate(twins)
    )
    homes: dict[int, int] = {}
    for number, part in enumerate(parts):
        for twin in part["twin"].tolist():
            assert homes.setdefault(twin, number) == number


def test_divided_goes_by_the_top_bits() -> None:
    parts = divided(batch([0, 255 << 56, 7 << 56, (7 << 56) + 1]))
    assert len(parts) == PARTITIONS
    assert [len(parts[place]) for place in (0, 7, 255)] == [1, 2, 1]


def test_files_are_written_beyond_the_limit_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "spill"
    with Partitions(folder, in_memory=0) as partitions:
        partitions.add(divided(batch([1, 2])))
        assert any(path.stat().st_size for path in folder.rglob("*.flows"))
    assert list(folder.iterdir()) == []


def test_files_are_removed_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Partitions(tmp_path, in_memory=0) as partitions:
        partitions.add(divided(batch([1])))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_within_the_limit(tmp_path: Path) -> None:
    with Partitions(tmp_path) as partitions:
        partitions.add(divided(batch([1])))
        assert not list(tmp_path.rglob("*.flows"))
        assert [len(part) for part in partitions] == [1]
