"""Requests, one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.traces.asking.flaws import Flaw
from stages.traces.asking.formats import WrittenRequest, WrittenRequests
from stages.traces.asking.texts import LONGEST, by_number, unusable

NUMBERS = st.integers(-3, 15)


def written(*requests: tuple[int, str]) -> WrittenRequests:
    found = [WrittenRequest(number=number, text=text) for number, text in requests]
    return WrittenRequests(requests=found)


def test_by_the_numbers_of_the_briefs() -> None:
    assert by_number(written((2, "b"), (1, "a"), (3, "c")), 3) == {1: "a", 2: "b", 3: "c"}


def test_a_number_that_came_twice_counts_once() -> None:
    assert by_number(written((1, "a"), (2, "b"), (1, "c")), 2) == {1: "a", 2: "b"}


def test_numbers_that_nobody_asked_for_are_left_out() -> None:
    assert by_number(written((0, "a"), (1, "b"), (3, "c"), (-1, "d")), 2) == {1: "b"}


def test_a_request_is_one_paragraph() -> None:
    assert by_number(written((1, " Two\n\nlines,\tand\u00a0 more. ")), 1) == {
        1: "Two lines, and more."
    }


@pytest.mark.parametrize("requests", [(), ((4, "x"),), ((0, "x"), (9, "y"))])
def test_none_of_them_is_a_broken_answer(requests: tuple[tuple[int, str], ...]) -> None:
    found = by_number(written(*requests), 3)
    assert found == Flaw("broken", ("it has none of the requests 1 to 3",))


@given(st.lists(st.tuples(NUMBERS, st.text())), st.integers(1, 10))
def test_whatever_a_model_writes(requests: list[tuple[int, str]], wanted: int) -> None:
    found = by_number(written(*requests), wanted)
    inside = {number for number, _ in requests if 1 <= number <= wanted}
    if isinstance(found, Flaw):
        assert not inside
        return
    assert set(found) == inside
    for number, text in found.items():
        first = next(text for its, text in requests if its == number)
        assert text.split() == first.split()
        assert "  " not in text and text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Send me the 8 newest invoices of Halden & Sons, please.",
        "Zoë's naïve café: 12 € — 'ça va'?",
        "日本の請求書を十件 🙂",
        "x" * LONGEST,
    ],
)
def test_what_a_person_may_write(text: str) -> None:
    assert unusable(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is blank"),
        ("x" * (LONGEST + 1), "it has 2001 characters"),
        ("Find {customer}.", "it has braces"),
        ("Find }.", "it has braces"),
        ("Ring the \x07 bell.", "it has characters that can't be printed"),
        ("Two\nlines.", "it has characters that can't be printed"),
        ("From right \u202e to left.", "it has characters that can't be printed"),
        ("Half a \ud83d smile.", "it has characters that can't be printed"),
    ],
)
def test_what_is_no_request(text: str, why: str) -> None:
    assert unusable(text) == why


@given(st.text())
def test_a_text_that_is_all_blank_is_told_as_such(text: str) -> None:
    found = by_number(written((1, text)), 1)
    assert not isinstance(found, Flaw)
    assert (unusable(found[1]) == "it is blank") == (not text.split())
