import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.traces.oracle.numerals import amounts, money, round_numbers, spoken


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [(2, True, "two"), (12, True, "twelve"), (13, True, "13"), (2, False, "2"), (0, True, "0")],
)
def test_spoken(number: int, words: bool, text: str) -> None:
    assert spoken(number, words) == text


def test_thousands_have_a_comma() -> None:
    assert spoken(12_500, words=True) == "12,500"


@pytest.mark.parametrize(("amount", "text"), [(1250.0, "1,250"), (1249.5, "1,249.50"), (7, "7")])
def test_money(amount: float, text: str) -> None:
    assert money(amount) == text


def test_large_counts_are_round() -> None:
    assert round_numbers(9, 60) == [9, 10, 12, 14, 15, 16, 18, *range(20, 61, 5)]
    assert round_numbers(11, 13) == [12]
    assert round_numbers(17, 17) == [17]
    assert round_numbers(90, 600) == [
        *(90, 95, 100, 120, 150, 200, 250, 300, 350, 400, 450, 500, 600),
    ]
    assert 2300 in round_numbers(20, 3000, fine=True)
    assert 2300 not in round_numbers(20, 3000)


@given(st.integers(1, 10_000), st.integers(1, 90_000), st.booleans())
def test_round_numbers_stay_within_bounds(lowest: int, more: int, fine: bool) -> None:
    numbers = round_numbers(lowest, lowest + more, fine)
    assert numbers == sorted(set(numbers))
    assert lowest <= numbers[0] <= numbers[-1] <= lowest + more


@given(st.integers(0, 50_000), st.integers(10, 400_000))
def test_amounts_stay_within_bounds(lowest: int, more: int) -> None:
    low, high = lowest / 100, (lowest + more) / 100
    found = amounts(low, high)
    assert found == sorted(set(found))
    assert low <= found[0] <= found[-1] <= high
    assert all(round(amount, 2) == amount for amount in found)


def test_amounts_are_round_and_odd() -> None:
    found = amounts(25, 48000)
    assert 1200.0 in found
    assert any(amount != int(amount) for amount in found)
    assert amounts(0.1, 0.5) == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert amounts(0.02, 0.05) == [0.02, 0.05]
