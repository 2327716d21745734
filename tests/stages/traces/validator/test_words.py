"""Which words of a request name a value."""

from typing import Any

import pytest

from schemas.domain import Kind
from stages.traces.validator.naming import namer, stands_in
from stages.traces.validator.numerals import spellings
from stages.traces.validator.spans import spans

NAMED: list[tuple[str, Any, str]] = [
    ("rows", 5, "the five oldest"),
    ("rows", 5, "at most 5, please"),
    ("rows", 12, "a dozen of them"),
    ("rows", 36, "three dozen of them"),
    ("rows", 2, "both of them"),
    ("rows", 1200, "some 1,200 rows"),
    ("rows", 1200, "twelve hundred rows"),
    ("rows", 105, "a hundred and five rows"),
    ("rows", 2048, "two thousand and forty-eight"),
    ("days", 14, "the last two weeks"),
    ("days", 14, "the past fortnight"),
    ("days", 90, "last quarter's"),
    ("days", 150, "the past five months"),
    ("days", 180, "over half a year"),
    ("days", 1, "in the last 24 hours"),
    ("days", 365, "a year back"),
    ("date", "2026-03-05", "on 5 March"),
    ("date", "2026-03-05", "by the 5th of March, 2026"),
    ("date", "2026-03-05", "Mar 5"),
    ("date", "2026-03-11", "the 11th of March"),
    ("date", "2026-03-22", "until the 22nd of March"),
    ("person", "Ann Lee", "for Ann Lee's team"),
    ("email", "ann@x.org", "to ann@x.org."),
]
UNNAMED: list[tuple[str, Any, str]] = [
    ("rows", 9, "the fifty-nine oldest"),
    ("rows", 20, "the twenty-one oldest"),
    ("rows", 9, "version 1.9"),
    ("rows", 1, "1.9 of them"),
    ("rows", 1, "1,900 of them"),
    ("rows", 5, "room 55"),
    ("rows", -5, "minus six"),
    ("rows", 250_000, "two hundred thousand"),
    ("days", 14, "the last three weeks"),
    ("days", 14, "two weekends"),
    ("date", "2026-03-05", "on 15 March"),
    ("date", "2026-03-05", "on 6 March"),
    ("person", "Ann Lee", "for Ann Leek"),
    ("person", "Ann Lee", "for JoAnn Lee"),
    ("boolean", True, "true"),
]


@pytest.mark.parametrize(("kind", "value", "text"), NAMED)
def test_named(kind: str, value: Any, text: str) -> None:
    assert namer(kind, None)(value, text)


@pytest.mark.parametrize(("kind", "value", "text"), UNNAMED)
def test_not_named(kind: str, value: Any, text: str) -> None:
    assert not namer(kind, None)(value, text)


def test_a_usual_word_may_begin_a_sentence() -> None:
    names = namer("tone", Kind(values=("firm", "friendly")))
    assert names("firm", "Firm reminders")
    assert names("firm", "a firm one")
    assert not names("Firm", "a firm one")
    assert not names("firm", "affirm it")


def test_numbers_with_decimals() -> None:
    names = namer("amount", Kind(number=(0, 10_000)))
    assert names(1250.5, "pay 1,250.50 now")
    assert names(1250.0, "pay 1250 now")
    assert names(20.0, "pay twenty now")
    assert not names(1250.5, "pay 1,250.55 now")
    assert not names(1250.5, "pay 11,250.50 now")


def test_whole_numbers_of_a_domain() -> None:
    assert namer("floor", Kind(integer=(0, 40)))(12, "on floor twelve")


def test_a_value_stands_in_a_text_as_a_whole() -> None:
    assert stands_in("INV-1", "INV-12 and INV-1")
    assert not stands_in("INV-1", "INV-12 and XINV-1")


def test_no_two_numbers_are_spelt_alike() -> None:
    seen: dict[str, int] = {}
    for number in range(20_000):
        for way in spellings(number):
            assert seen.setdefault(way, number) == number


def test_spans_that_are_no_whole_units() -> None:
    assert spans(11)[:1] == ("11 days",)
    assert not [span for span in spans(11) if not span.endswith(("days", "-day"))]
