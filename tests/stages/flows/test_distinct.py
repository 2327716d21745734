from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stages.flows.distinct import Precedence, capped, distinct, grouped
from tests.stages.flows.arrays import flows, precedence
from tests.stages.flows.flow_files import MANY

keys = st.lists(st.integers(0, 6), max_size=40)


def test_conflicts_are_no_flows_and_no_duplicates() -> None:
    found = distinct(
        flows(
            [
                {"content": 1, "malicious": True, "line": 5},
                {"content": 2, "malicious": True},
                {"content": 1, "malicious": False, "line": 3},
                {"content": 2, "malicious": True},
                {"content": 1, "malicious": True, "line": 4},
                {"content": 3},
            ]
        ),
        precedence(),
    )
    assert sorted(found.flows["content"].tolist()) == [2, 3]
    assert found.conflicts["line"].tolist() == [3, 4, 5]
    assert found.duplicates == 1


def test_equal_rows_keep_the_first_scenario_and_family_by_name() -> None:
    """Code 1 comes first by name."""
    order = np.array([1, 0])
    rows = [{"content": 7, "scenario": s, "family": f} for s, f in ((0, 1), (1, 0), (0, 0))]
    for arrival in (rows, rows[::-1]):
        (kept,) = distinct(flows(arrival), Precedence(order, order, order)).flows
        assert (kept["scenario"], kept["family"]) == (1, 0)


def test_conflicts_are_ordered_by_file_name_and_line() -> None:
    """File codes depend on which worker came first, names do not."""
    rows = [{"content": 7, "file": code, "line": line, "malicious": bad}
            for code, line, bad in ((0, 9, 0), (1, 2, 1), (1, 1, 0))]  # fmt: skip
    by_name = Precedence(np.arange(1), np.arange(1), files=np.array([1, 0]))
    assert distinct(flows(rows), by_name).conflicts["line"].tolist() == [1, 2, 9]


@MANY
@given(keys=keys)
def test_groups(keys: list[int]) -> None:
    order, starts = grouped(np.array(keys, dtype=np.int64))
    assert sorted(order.tolist()) == list(range(len(keys)))
    groups = [[keys[row] for row in part] for part in np.split(order, starts)[1:]]
    assert Counter(keys) == {group[0]: len(group) for group in groups}
    assert all(len(set(group)) == 1 for group in groups)


@MANY
@given(keys=keys, most=st.integers(1, 4), data=st.data())
def test_capped_keeps_the_least_of_each_group(
    keys: list[int], most: int, data: st.DataObject
) -> None:
    rank = data.draw(st.permutations(range(len(keys))))
    kept = capped(np.array(keys, dtype=np.int64), np.array(rank, dtype=np.uint64), most)
    expected = [
        sum(other == key and rank[at] < rank[row] for at, other in enumerate(keys)) < most
        for row, key in enumerate(keys)
    ]
    assert kept.tolist() == expected
