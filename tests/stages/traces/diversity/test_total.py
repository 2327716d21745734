"""The figures of a set depend neither on its order nor on how it is cut."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stages.traces.measure import measure
from stages.traces.validator.diversity import fingerprints
from stages.traces.validator.diversity import tally as tallies
from stages.traces.validator.diversity.sample import MOST, ShortSample, bound
from stages.traces.validator.diversity.tally import Tally
from stages.traces.validator.diversity.total import Total
from tests.stages.traces.diversity.little import trace, traces


def tally(part: Sequence[dict[str, Any]], bound: int) -> Tally:
    """As a worker makes it: in batches, and through a file."""
    made = Tally(bound)
    for start in range(0, len(part), 3):
        made.add(part[start : start + 3])
    return Tally.loads(made.dumps())


def from_parts(parts: Sequence[Sequence[dict[str, Any]]], sampled: int) -> dict[str, Any]:
    whole = sum(map(len, parts))
    with Total(sampled=sampled) as total:
        for part in parts:
            total.add(tally(part, bound(whole, sampled)))
        return total.figures()


@given(
    st.lists(traces, min_size=1, max_size=40),
    st.lists(st.integers(0, 40), max_size=6),
    st.integers(1, 50),
    st.randoms(use_true_random=False),
)
def test_cuts_and_order_change_nothing(
    rows: list[dict[str, Any]], cuts: list[int], sampled: int, chance: Any
) -> None:
    wanted = measure(rows, sampled=sampled)
    chance.shuffle(rows)
    edges = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    parts = [rows[start:stop] for start, stop in pairwise(edges)]
    try:
        found = from_parts(parts, sampled)
    except ShortSample:
        assume(False)
    assert found == wanted


@given(st.lists(traces, max_size=40), st.integers(1, 50))
def test_measure_in_any_order(rows: list[dict[str, Any]], sampled: int) -> None:
    assert measure(reversed(rows), sampled=sampled) == measure(rows, sampled=sampled)


def test_a_sample_that_came_out_short_is_no_sample() -> None:
    """All texts are one, of a rank above the bound: none is offered."""
    rows = [trace(number) for number in range(100)]
    assert measure(rows, sampled=10)["sample"]["requests"] == 10
    with pytest.raises(ShortSample):
        from_parts([rows], 10)


def test_the_bound_offers_twice_the_sample() -> None:
    rows = [trace(number, f"request {number}") for number in range(20_000)]
    assert 1_800 < len(tally(rows, bound(20_000, 1_000)).candidates) < 2_200
    assert from_parts([rows[:7], rows[7:]], 1_000) == measure(rows, sampled=1_000)


def test_a_large_part_keeps_what_may_be_of_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "SAMPLED", 50)
    rows = [trace(number, f"request {number}") for number in range(1_000)]
    parts = [tally(rows[:700], MOST), tally(rows[700:], MOST)]
    assert all(len(part.candidates) <= 100 for part in parts)
    with Total(sampled=50) as total:
        for part in parts:
            total.add(part)
        assert total.figures() == measure(rows, sampled=50)


def test_a_bound_offers_everything_of_a_small_set() -> None:
    assert bound(200, 100) == 2**64 - 1
    assert bound(201, 100) < 2**64 - 1


def test_duplicates_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [trace(number % 900, f"request {number % 700}") for number in range(1_000)]
    with monkeypatch.context() as patch:
        patch.setattr(fingerprints.Repetitions.__init__, "__defaults__", (None, 1_000))
        with Total(tmp_path) as total:
            for start in range(0, 1_000, 100):
                total.add(tally(rows[start : start + 100], 2**64 - 1))
            assert len(list(tmp_path.glob(".repetitions-*/*.prints"))) > 3
            found = total.figures()
    assert not list(tmp_path.iterdir())
    assert found == measure(rows)
    assert found["duplicates"] == {
        "trace_ids": 100,
        "requests": 300,
        "requests_share": 0.3,
        "traces": 300,
    }


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: b"",
        lambda content: b"{}\n",
        lambda content: content.replace(b'"traces":3', b'"traces":2'),
        lambda content: content.replace(b'"exporting"', b'"exportin"'),
    ],
)
def test_a_damaged_tally(damage: Any) -> None:
    made = Tally()
    made.add([trace(number) for number in range(3)])
    with pytest.raises(ValueError):
        Tally.loads(damage(made.dumps()))


def test_what_one_part_held_back_may_be_of_the_sample() -> None:
    rows = [trace(number, f"request {number}") for number in range(20)]
    with Total(sampled=10) as total:
        total.add(tally(rows[:10], MOST))
        total.add(tally(rows[10:], 0))
        with pytest.raises(ShortSample):
            total.figures()
