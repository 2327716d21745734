from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stages.traces.oracle.cycles import cycle


@given(size=st.integers(1, 3000), start=st.integers(0, 2**128))
def test_a_lap_meets_every_number_once(size: int, start: int) -> None:
    steps = [cycle(size, start).at(step) for step in range(2 * size)]
    for lap in (0, 1):
        assert {number for _, number in steps[lap * size :][:size]} == set(range(size))
    assert [lap for lap, _ in steps] == [0] * size + [1] * size


@given(size=st.integers(2**40, 2**90), first=st.integers(0, 2**80))
def test_visits_of_a_huge_cycle_differ(size: int, first: int) -> None:
    visits = range(first, first + 200)
    assert len({cycle(size, 7).at(step) for step in visits}) == len(visits)


def test_neighbours_lie_far_apart() -> None:
    numbers = [cycle(1000, 3).at(step)[1] for step in range(1000)]
    gaps = [abs(a - b) for a, b in pairwise(numbers)]
    assert min(gaps) > 300
