import re

import pytest

from schemas.domain import Domain, Kind
from schemas.phrasing import Phrasing
from stages.traces.oracle.manners import Manner, manners
from stages.traces.oracle.moments import Year
from stages.traces.oracle.slots import Slots
from stages.traces.oracle.spans import BEFORE

PLAIN, NOTE = Manner(words=True, day="{day} {month}"), Manner(words=False, day="{mon} {day}")


@pytest.fixture(scope="module")
def slots(library: Domain, phrasing: Phrasing) -> Slots:
    kinds = {
        "team": Kind(values=("web-shop", "payments")),
        "reason": Kind(values=("late delivery", "duplicate")),
        "table": Kind(values=("fct_orders", "orders")),
    }
    domain = library.model_copy(update={"kinds": library.kinds | kinds})
    return Slots(domain, phrasing.people, Year("2026-11-22T00:00:00Z"))


@pytest.mark.parametrize(
    ("kind", "manner", "digit", "value", "text"),
    [
        ("2..9", PLAIN, 1, 3, "three"),
        ("2..9", NOTE, 1, 3, "3"),
        ("days 7..14", PLAIN, 0, 7, "the past week"),
        ("days 7..14", NOTE, 1, 7, "the past 7 days"),
        ("date", PLAIN, 3, "2025-11-27", "27 November"),
        ("date", NOTE, 4, "2025-11-28", "Nov 28"),
        ("date", NOTE, 5, "2025-12-01", "Dec 1"),
        ("date", PLAIN, 0, "2026-02-02", "2 February"),
        ("export_target", PLAIN, 1, "council", "council"),
        ("branch", PLAIN, 1, "Old Mill", "Old Mill"),
        ("copies", PLAIN, 1, 2, "2"),
        ("fee", PLAIN, 1, 0.6, "0.60"),
        ("loan_id", PLAIN, 27, "LN-B001", "LN-B001"),
    ],
)
def test_values_and_how_they_are_said(
    slots: Slots, kind: str, manner: Manner, digit: int, value: object, text: str
) -> None:
    draw, size = slots.sampler(kind, manner, ("past",))
    assert draw(digit, 0, 0) == (value, text)
    assert digit < size


KINDS = ["2..9", "2..400", "17..17", "days 7..400", "days 37..37", "date", "person", "email"]
KINDS += ["export_target", "branch", "copies", "fee", "book_id"]


@pytest.mark.parametrize("manner", [PLAIN, NOTE])
@pytest.mark.parametrize("kind", KINDS)
def test_different_digits_say_different_things(slots: Slots, kind: str, manner: Manner) -> None:
    """Whatever the other draws are: the adjective of a span, the day of the request."""
    draw, size = slots.sampler(kind, manner, BEFORE)
    said = [
        {
            (value, bare(text))
            for word in range(3)
            for value, text in [draw(digit, word << 32, word)]
        }
        for digit in range(size)
    ]
    assert sum(map(len, said)) == len(set().union(*said))
    assert size == slots.sampler(kind, NOTE, BEFORE)[1]


def bare(text: str) -> str:
    """Without the adjective of a span."""
    return re.sub(f"the ({'|'.join(BEFORE)}) ", "", text)


@pytest.mark.parametrize(
    ("kind", "prose"),
    [
        ("2..9", True),
        ("days 7..30", True),
        ("reason", True),
        ("team", False),
        ("table", False),
        ("loan_id", False),
        ("copies", False),
        ("person", False),
        ("email", False),
        ("export_target", False),
    ],
)
def test_what_is_prose(slots: Slots, kind: str, prose: bool) -> None:
    assert slots.prose(kind) == prose


def test_manners() -> None:
    assert {manner.words for manner in manners("plain", american=False)} == {True, False}
    assert {manner.words for manner in manners("terse", american=False)} == {False}
    assert {manner.words for manner in manners("formal", american=True)} == {True}
    assert "{day} {month}" in {manner.day for manner in manners("plain", american=False)}
    assert "{month} {day}" in {manner.day for manner in manners("plain", american=True)}
