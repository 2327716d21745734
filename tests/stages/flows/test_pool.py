from collections.abc import Iterable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from schemas.sections.flows import Caps
from stages.flows.hashing import mix, seeded_rank
from stages.flows.pool import Pool
from stages.flows.record import Coder, Flows
from tests.stages.flows.arrays import flows
from tests.stages.flows.building import flow_params
from tests.stages.flows.flow_files import MANY

rows = st.lists(
    st.builds(
        lambda twin, part, bad, scenario: {
            "twin": int(mix(np.array([twin], dtype=np.uint64))[0]),
            "content": twin * 100 + part,
            "malicious": bad,
            "family": bad,
            "scenario": scenario,
        },
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 1),
        st.integers(0, 1),
    ),
    max_size=50,
    unique_by=lambda row: row["content"],
)


def coder() -> Coder:
    made = Coder.new()
    for vocabulary in (made.files, made.scenarios, made.families):
        vocabulary.codes(["a", "b"])
    return made


def filled(parts: Iterable[Flows], limit: int, twins: int, workers: int = 1) -> Pool:
    params = flow_params(limit, Caps(scenario=1, family=1, twins=twins))
    pool = Pool(params, coder())
    assert not any(len(conflicts) for conflicts in pool.fill(parts, workers))
    return pool


@MANY
@given(rows=rows, limit=st.integers(2, 5), twins=st.integers(1, 3), workers=st.sampled_from([1, 3]))
def test_a_stratum_keeps_its_least_rows(
    rows: list[dict[str, int]], limit: int, twins: int, workers: int
) -> None:
    groups = {
        row["twin"]: [other for other in rows if other["twin"] == row["twin"]] for row in rows
    }
    pool = filled((flows(group) for group in groups.values()), limit, twins, workers)
    assert pool.usable == len(rows)
    assert pool.twin_groups == len(groups)
    assert pool.largest_twin_group == max(map(len, groups.values()), default=0)

    def rank(row: dict[str, int]) -> int:
        return int(seeded_rank(np.array([row["content"]], dtype=np.uint64), 42)[0])

    expected: list[dict[str, int]] = []
    taken: dict[tuple[int, ...], int] = {}
    for row in sorted(rows, key=rank):
        stratum = row["malicious"], row["scenario"]
        twin = *stratum, row["twin"]
        if taken.get(stratum, 0) < limit and taken.get(twin, 0) < twins:
            expected.append(row)
            taken[stratum] = taken.get(stratum, 0) + 1
            taken[twin] = taken.get(twin, 0) + 1
    assert pool.ranked()["content"].tolist() == [row["content"] for row in expected]


def test_memory_does_not_grow_with_the_source() -> None:
    parts = (
        flows({"twin": part * 1000 + n, "content": part * 1000 + n} for n in range(200))
        for part in range(50)
    )
    pool = filled(parts, limit=10, twins=2)
    assert (pool.usable, len(pool.ranked())) == (10_000, 10)
