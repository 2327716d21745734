from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sections.flows import Caps
from schemas.sections.sample import SplitParams
from stages.common.errors import PipelineError
from stages.flows.choose import Picker
from stages.flows.record import Vocabulary
from stages.flows.splits import SPLITS, by_scenario, stratified, targets
from tests.stages.flows.arrays import flows
from tests.stages.flows.building import BY_SCENARIO, LOOSE, STRATIFIED, flow_params
from tests.stages.flows.flow_files import MANY

percent = st.tuples(st.integers(1, 98), st.integers(1, 98)).filter(lambda two: sum(two) < 100)


def split_params(train: int, dev: int) -> SplitParams:
    test = 100 - train - dev
    return SplitParams(strategy="stratified", train=train / 100, dev=dev / 100, test=test / 100)


@MANY
@given(limit=st.integers(2, 400), shares=percent)
def test_targets_add_up_and_are_near_the_shares(limit: int, shares: tuple[int, int]) -> None:
    params = split_params(*shares)
    rows = {True: limit // 2, False: limit - limit // 2}
    counts = targets(rows, params)
    for label in (True, False):
        assert sum(counts[split][label] for split in SPLITS) == rows[label]
        for split in SPLITS:
            assert counts[split][label] >= 0
            assert abs(counts[split][label] - rows[label] * getattr(params, split)) < 2
    for split in SPLITS:
        assert abs(counts[split].total() - limit * getattr(params, split)) <= 1


@pytest.mark.parametrize(
    ("limit", "sizes"),
    [(20, (14, 3, 3)), (1800, (1260, 270, 270)), (100, (70, 15, 15)), (10, (7, 1, 2))],
)
def test_targets_of_the_default_shares(limit: int, sizes: tuple[int, ...]) -> None:
    counts = targets({True: limit // 2, False: limit - limit // 2}, STRATIFIED)
    assert tuple(counts[split].total() for split in SPLITS) == sizes
    assert all(abs(counts[split][True] - counts[split][False]) <= 1 for split in SPLITS)


def test_no_target_is_below_zero() -> None:
    """Halves that were rounded apart gave the development split -1 benign rows here."""
    counts = targets({True: 5, False: 5}, split_params(50, 1))
    assert all(count >= 0 for split in SPLITS for count in counts[split].values())


members = st.lists(
    st.builds(
        lambda twin, bad, family: {
            "twin": twin, "malicious": bad, "family": family if bad else 0,
        },
        st.integers(0, 40),
        st.integers(0, 1),
        st.integers(1, 3),
    ),
    min_size=2,
    max_size=80,
)  # fmt: skip


@MANY
@given(rows=members, shares=percent)
def test_near_twins_share_a_split_and_shares_are_kept(
    rows: list[dict[str, int]], shares: tuple[int, int]
) -> None:
    params = split_params(*shares)
    found = stratified(flows(rows), params)
    homes = defaultdict(set)
    for row, split in zip(rows, found, strict=True):
        homes[row["twin"]].add(split)
    assert all(len(splits) == 1 for splits in homes.values())

    labels = Counter(bool(row["malicious"]) for row in rows)
    room = targets({True: labels[True], False: labels[False]}, params)
    largest = max(Counter(row["twin"] for row in rows).values())
    got = {split: Counter[bool]() for split in SPLITS}
    for row, split in zip(rows, found, strict=True):
        got[split][bool(row["malicious"])] += 1
    for split in SPLITS:
        for label in (True, False):
            over = got[split][label] - room[split][label]
            assert over <= (0 if largest == 1 else 2 * largest)


@MANY
@given(st.lists(st.integers(1, 4), min_size=20, max_size=200), percent)
def test_families_are_spread_alike(families: list[int], shares: tuple[int, int]) -> None:
    params = split_params(*shares)
    rows = [{"twin": n, "malicious": 1, "family": f} for n, f in enumerate(families)]
    found = stratified(flows(rows), params)
    for family, count in Counter(families).items():
        mine = Counter(s for s, f in zip(found, families, strict=True) if f == family)
        for split in SPLITS:
            assert abs(mine[split] - count * getattr(params, split)) <= 3


def test_stratified_keeps_pairs_together_exactly() -> None:
    rows = [{"twin": n // 2, "malicious": n % 4 < 2, "family": 1} for n in range(200)]
    found = Counter(stratified(flows(rows), STRATIFIED))
    assert found == {"train": 140, "dev": 30, "test": 30}


scattered = st.lists(
    st.builds(
        lambda twin, bad, scenario: {"twin": twin, "malicious": bad, "scenario": scenario},
        st.integers(0, 200),
        st.integers(0, 1),
        st.integers(0, 7),
    ),
    min_size=30,
    max_size=150,
)


@MANY
@given(rows=scattered, limit=st.sampled_from([6, 10, 14]))
def test_no_scenario_and_no_twins_in_two_splits(rows: list[dict[str, int]], limit: int) -> None:
    scenarios = Vocabulary()
    scenarios.codes(f"capture-{number}" for number in range(8))
    params = flow_params(limit, LOOSE)
    picker = Picker(flows(rows), params, "iot23", "sample")
    try:
        chosen, splits = by_scenario(picker, scenarios, BY_SCENARIO)
    except PipelineError as error:
        assert "wanted" in str(error)
        return
    for column in ("scenario", "twin"):
        homes = defaultdict(set)
        for value, split in zip(chosen[column].tolist(), splits, strict=True):
            homes[value].add(split)
        assert all(len(found) == 1 for found in homes.values())
    found = Counter(zip(splits, chosen["malicious"].tolist(), strict=True))
    room = targets({True: limit // 2, False: limit - limit // 2}, BY_SCENARIO)
    assert found == {(s, label): n for s in SPLITS for label, n in room[s].items() if n}


def test_by_scenario_that_can_be_filled_is_filled() -> None:
    rows = [{"twin": n, "malicious": n % 2, "scenario": n % 6 // 2} for n in range(120)]
    scenarios = Vocabulary()
    scenarios.codes(["a", "b", "c"])
    picker = Picker(flows(rows), flow_params(20, LOOSE), "iot23", "sample")
    _, splits = by_scenario(picker, scenarios, BY_SCENARIO)
    assert Counter(splits) == {"train": 14, "dev": 3, "test": 3}


def test_by_scenario_that_cannot_be_filled() -> None:
    rows = [{"twin": n, "malicious": n % 2} for n in range(40)]
    scenarios = Vocabulary()
    scenarios.code("the only one")
    caps = Caps(scenario=1, family=1, twins=2)
    picker = Picker(flows(rows), flow_params(10, caps), "iot23", "sample")
    with pytest.raises(PipelineError) as error:
        by_scenario(picker, scenarios, BY_SCENARIO)
    assert "rows for dev wanted, 0 to be had" in str(error.value)
