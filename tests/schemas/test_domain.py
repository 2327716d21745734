import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.domain import COUNT, REF, SPAN, Kind, slug

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Finance", "finance"),
        ("E-commerce", "e_commerce"),
        ("AI/ML Operations", "ai_ml_operations"),
        ("AR/VR", "ar_vr"),
        ("IoT Management", "iot_management"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text("#@A.-(1", min_size=1).filter(lambda text: set(text) & set("#@")), st.data())
def test_pattern_as_regex(pattern: str, data: st.DataObject) -> None:
    kind = Kind(pattern=pattern)
    characters = {"#": "0123456789", "@": LETTERS}
    value = "".join(data.draw(st.sampled_from(characters.get(char, char))) for char in pattern)
    assert re.fullmatch(kind.regex, value)
    assert not re.fullmatch(kind.regex, value + "1")
    assert not re.fullmatch(kind.regex, pattern)


def test_kind_without_a_pattern_matches_nothing() -> None:
    assert not re.fullmatch(Kind(integer=(1, 9)).regex, "")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("$n", ("n", None, None)),
        ("$find.invoice_id", ("find", None, "invoice_id")),
        ("$find[0].invoice_id", ("find", "[0]", "invoice_id")),
    ],
)
def test_reference(text: str, groups: tuple[str | None, ...]) -> None:
    match = REF.match(text)
    assert match
    assert match.groups() == groups


@pytest.mark.parametrize("text", ["n", "$", "$N", "$find.", "$find[1].id", "$find[0]id", "$a.b.c"])
def test_no_reference(text: str) -> None:
    assert not REF.match(text)


def test_ranges() -> None:
    assert COUNT.match("2..19")
    assert SPAN.match("days 7..90")
    assert not COUNT.match("days 7..90")
    assert not SPAN.match("7..90")
