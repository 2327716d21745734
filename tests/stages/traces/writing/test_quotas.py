from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.domain import INTENTS
from stages.traces.writing.quotas import Cell, Quotas

FIFTY = tuple(f"domain {number}" for number in range(50))


def by(quotas: Quotas, key: Callable[[Cell], str]) -> list[int]:
    """Rows by domain or intent, fewest first."""
    counts: Counter[str] = Counter()
    for cell, rows in quotas.counts.items():
        counts[key(cell)] += rows
    return sorted(counts.values())


@given(domains=st.integers(1, 60), total=st.integers(1, 2000), seed=st.integers(0, 2**63 - 1))
def test_shares_are_even_for_any_total(domains: int, total: int, seed: int) -> None:
    quotas = Quotas(tuple(f"domain {n}" for n in range(domains)), INTENTS, total, seed)
    cells = quotas.counts.values()
    assert sum(cells) == total
    assert max(cells) - min(cells) <= 1
    for counts in (by(quotas, lambda cell: cell.domain), by(quotas, lambda cell: cell.intent)):
        assert counts[-1] - counts[0] <= 1


@given(total=st.integers(1, 1500), cuts=st.lists(st.integers(0, 1500), max_size=5))
def test_shards_together_are_the_counts(total: int, cuts: list[int]) -> None:
    quotas = Quotas(FIFTY[:7], INTENTS, total, 1)
    edges = [0, *sorted(min(cut, total) for cut in cuts), total]
    slots = [slot for start, stop in pairwise(edges) for slot in quotas.slots(start, stop)]
    assert slots == list(quotas.slots(0, total))
    assert Counter(slot.cell for slot in slots) == +Counter(quotas.counts)


def test_four_million() -> None:
    quotas = Quotas(FIFTY, INTENTS, 4_000_000, 42)
    assert Counter(quotas.counts.values()) == {13_333: 200, 13_334: 100}
    assert set(by(quotas, lambda cell: cell.domain)) == {80_000}
    assert set(by(quotas, lambda cell: cell.intent)) == {666_666, 666_667}
    assert len(list(quotas.slots(3_990_000, 4_000_000))) == 10_000


def test_the_seed_decides_who_gets_the_remainder() -> None:
    assert Quotas(FIFTY, INTENTS, 100, 1).counts != Quotas(FIFTY, INTENTS, 100, 2).counts


def test_the_order_of_rows_is_for_ever() -> None:
    slots = Quotas(("A", "B", "C"), INTENTS, 4, 42).slots(0, 4)
    assert [f"{slot.cell.domain} {slot.cell.intent}" for slot in slots] == [
        "A create",
        "C delete",
        "B analyze",
        "A retrieve",
    ]


@pytest.mark.parametrize("total", [1, 17, 18, 19, 200])
def test_no_two_candidates_of_a_cell_have_one_index(total: int) -> None:
    quotas = Quotas(("A", "B", "C"), INTENTS, total, 1)
    seen = [
        (slot.cell, quotas.index(slot, attempt))
        for slot in quotas.slots(0, total)
        for attempt in range(4)
    ]
    assert len(set(seen)) == len(seen)


def test_first_candidates_of_a_cell_are_numbered_without_gaps() -> None:
    quotas = Quotas(FIFTY[:3], INTENTS, 1000, 1)
    found: dict[Cell, list[int]] = {}
    for slot in quotas.slots(0, 1000):
        found.setdefault(slot.cell, []).append(quotas.index(slot, 0))
    assert all(numbers == list(range(len(numbers))) for numbers in found.values())
