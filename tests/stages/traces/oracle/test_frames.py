import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.phrasing import Feature, Lines, Part, Phrasing, Shape
from stages.traces.oracle.frames import TABLE, Frames, shares
from stages.traces.oracle.pools import Placing, Pools

ALL: frozenset[Feature] = frozenset(
    {"bare", "untimed", "open", "flat", "request", "claim", "report", "answers"}
)


@pytest.fixture(scope="module")
def pools(phrasing: Phrasing) -> Pools:
    return Pools(phrasing)


@pytest.fixture(scope="module")
def frames(phrasing: Phrasing, pools: Pools) -> Frames:
    return Frames(phrasing, pools)


@given(st.lists(st.tuples(st.integers(1, 20), st.floats(1e-6, 2)), min_size=1, max_size=30))
def test_shares_are_of_one_and_within_limits(pairs: list[tuple[int, float]]) -> None:
    weights, limits = [weight for weight, _ in pairs], [limit for _, limit in pairs]
    found = shares(weights, limits)
    assert math.isclose(math.fsum(found), 1)
    if math.fsum(limits) > 1.001:
        assert all(part <= limit + 1e-9 for part, limit in zip(found, limits, strict=True))


def test_shares_without_a_tight_limit_go_by_weight() -> None:
    assert shares([1, 3], [5, 5]) == [0.25, 0.75]
    assert shares([1, 3], [5, 0.5]) == [0.5, 0.5]
    assert shares([1, 3], [0.1, 0.3]) == pytest.approx([0.25, 0.75])


def test_an_ask_with_room_often_stands_alone(frames: Frames) -> None:
    table = frames.table("plain", ALL, within=True, room=2.0**40)
    alone = [place for place in table if not place.frame.before and not place.frame.after]
    assert len(table) == TABLE
    assert len(alone) > 10


def test_an_ask_with_little_room_does_not(frames: Frames) -> None:
    table = frames.table("plain", ALL, within=True, room=2.0**-10)
    assert len(table) == TABLE
    assert all(place.frame.before or place.frame.after for place in table)
    assert min(place.frame.room for place in table) > 100


def test_a_frame_is_all_over_the_table_in_order_of_rank(frames: Frames) -> None:
    table = frames.table("plain", ALL, within=True, room=2.0**20)
    spots: dict[int, list[tuple[int, int]]] = {}
    for spot, (frame, rank) in enumerate(table):
        spots.setdefault(id(frame), []).append((spot, rank))
    for found in spots.values():
        assert [rank for _, rank in found] == list(range(len(found)))
        gaps = [after - before for (before, _), (after, _) in pairwise(found)]
        assert all(abs(gap - TABLE / len(found)) < len(spots) for gap in gaps)


def test_nothing_is_put_before_what_cannot_follow_a_comma(frames: Frames) -> None:
    assert not any(p.frame.within for p in frames.table("plain", ALL, within=False, room=2.0**20))
    assert any(p.frame.within for p in frames.table("plain", ALL, within=True, room=2.0**20))


@pytest.mark.parametrize("missing", ["bare", "untimed", "open"])
def test_what_an_ask_says_itself_is_not_added(
    missing: Feature, frames: Frames, phrasing: Phrasing
) -> None:
    barred = {
        line
        for part in phrasing.parts.values()
        for group in part.groups
        if missing in group.needs
        for line in frames.pools.filled(group.lines[0], True)
    }
    assert barred
    for frame, _ in frames.table("plain", ALL - {missing}, within=True, room=1.0):
        for pool in (*frame.before, *frame.after):
            assert not barred & {text for line in pool.lines for text in line}


def test_a_pool_draws_every_line(pools: Pools) -> None:
    pool = pools.of("thanks", ALL, Placing(" ", ".", capital=True))
    drawn = {pool.draw(word, 0, 0) for word in range(len(pool.lines))}
    assert " Thanks." in drawn
    assert len(drawn) == len(pool.lines) == pool.room


def test_fillers_are_filled(pools: Pools) -> None:
    pool = pools.of("deadline", ALL, Placing(" ", ".", capital=True))
    texts = [text for line in pool.lines for text in line]
    assert "By nine on Monday would be ideal" in texts
    assert not any(set(text) & set("{}") for text in texts)
    assert pool.room < len(texts)


def test_no_other_time_stands_beside_a_deadline(phrasing: Phrasing) -> None:
    """Not `It's for the review tomorrow. We have until Friday.`"""
    reasons = Lines(lines=("it's for the review",)), Lines(needs=("free",), lines=("for today",))
    parts = {
        "reason": Part(form="sentence", groups=reasons),
        "due": Part(form="sentence", deadline=True, groups=(Lines(lines=("by Friday",)),)),
    }
    shapes = {
        "plain": (Shape(after=("reason",), weight=1), Shape(after=("reason", "due"), weight=1))
    }
    own = phrasing.model_copy(update={"parts": parts, "shapes": shapes})
    table = Frames(own, Pools(own)).table("plain", frozenset(), within=True, room=2.0**20)
    found = {len(frame.after): frame.after[0].lines for frame, _ in table}
    assert found == {
        1: (("It's for the review",), ("For today",)),
        2: (("It's for the review",),),
    }


def test_a_shape_is_left_out_where_a_part_has_no_line(frames: Frames, phrasing: Phrasing) -> None:
    table = frames.table("plain", ALL - {"request"}, within=True, room=2.0**20)
    lines = {line for frame, _ in table for pool in frame.before for line in pool.lines}
    assert frames.pools.filled("when you have a moment", True) not in lines
