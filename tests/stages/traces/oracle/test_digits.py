import math
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stages.traces.oracle.digits import ENOUGH, split, telling

SIZES = st.lists(st.integers(1, 12), max_size=4)


@given(sizes=SIZES, wordings=st.integers(1, 5))
def test_all_numbers_give_all_digits_once(sizes: list[int], wordings: int) -> None:
    numbers = range(math.prod(sizes) * wordings)
    found = Counter((*digits, rest) for digits, rest in (split(n, sizes) for n in numbers))
    assert set(found.values()) == {1}
    assert len(found) == len(numbers)
    for place, size in enumerate((*sizes, wordings)):
        assert {digits[place] for digits in found} == set(range(size))


@given(st.lists(st.integers(0, 2**100), unique=True, min_size=2, max_size=50))
def test_huge_numbers_give_different_digits(numbers: list[int]) -> None:
    found = {(*digits, rest) for digits, rest in (split(n, (10**8, 7, 23_660)) for n in numbers)}
    assert len(found) == len(numbers)


def test_the_lowest_digit_does_not_go_up_in_even_steps() -> None:
    digits = [split(number, (100,))[0][0] for number in range(0, 100_000, 1234)]
    assert len({(b - a) % 100 for a, b in pairwise(digits)}) > 20


def test_as_many_sizes_as_are_enough() -> None:
    assert telling([3, ENOUGH, 5]) == [3, ENOUGH]
    assert telling([ENOUGH - 1, 2, 5]) == [ENOUGH - 1, 2]
    assert telling([3, 5]) == [3, 5]
    assert telling([]) == []
