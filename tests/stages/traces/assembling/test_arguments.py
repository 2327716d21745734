"""Arguments of a model's plan, put into the form that tools take."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.traces.asking.formats import PlannedArgument
from stages.traces.assembling.arguments import arguments
from tests.stages.traces.asking.samples import LIBRARY

ALL, FIRST, ONE = "$call_1[].loan_id", "$call_1[0].loan_id", "$call_2.check_id"


def fitted(tool: str, name: str, value: Any) -> Any:
    given = [PlannedArgument(name=name, value=value)]
    found = arguments(LIBRARY, LIBRARY.tools.get(tool), given)
    assert found.keys() == {name}
    return found[name]


def ref(text: str) -> dict[str, str]:
    return {"$ref": text.removeprefix("$")}


@pytest.mark.parametrize(
    ("tool", "name", "value", "wanted"),
    [
        ("library.search_loans", "limit", 3.0, 3),
        ("library.search_loans", "days", 90.0, 90),
        ("library.place_hold", "copies", 2.0, 2),
        ("library.place_hold", "copies", [2.0], 2),
        ("library.search_loans", "limit", -0.0, 0),
        ("library.search_loans", "limit", 3.5, 3.5),
        ("library.search_loans", "limit", "3", "3"),
        ("library.search_loans", "limit", True, True),
        ("library.cancel_loans", "refund", 2.0, 2.0),
        ("library.cancel_loans", "refund", 2, 2),
        ("library.search_loans", "branch", 3.0, 3.0),
    ],
)
def test_whole_numbers(tool: str, name: str, value: Any, wanted: Any) -> None:
    found = fitted(tool, name, value)
    assert (found, type(found)) == (wanted, type(wanted))


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_are_none_stay(value: float) -> None:
    assert repr(fitted("library.search_loans", "limit", value)) == repr(value)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("LN-A123", ["LN-A123"]),
        (["LN-A123"], ["LN-A123"]),
        (["LN-A123", "LN-B456"], ["LN-A123", "LN-B456"]),
        ([], []),
        (ALL, ref(ALL)),
        ([ALL], ref(ALL)),
        (FIRST, [ref(FIRST)]),
        ([FIRST], [ref(FIRST)]),
        (ONE, [ref(ONE)]),
        (["LN-A123", FIRST], ["LN-A123", ref(FIRST)]),
        ([ALL, ALL], [ref(ALL), ref(ALL)]),
    ],
)
def test_where_a_list_is_wanted(value: Any, wanted: Any) -> None:
    assert fitted("library.extend_loans", "loan_ids", value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("CK-1234", "CK-1234"),
        (["CK-1234"], "CK-1234"),
        (["CK-1234", "CK-5678"], ["CK-1234", "CK-5678"]),
        ([], []),
        (ONE, ref(ONE)),
        ([ONE], ref(ONE)),
        ([ALL], ref(ALL)),
    ],
)
def test_where_a_single_value_is_wanted(value: Any, wanted: Any) -> None:
    assert fitted("library.cancel_loans", "check_id", value) == wanted


@pytest.mark.parametrize("value", ["x", 3.0, ["x"], ["a", 2.5], [], True])
@pytest.mark.parametrize("tool", ["library.search_loans", "library.unknown", ""])
def test_what_nobody_knows_stays_for_the_validator(tool: str, value: Any) -> None:
    assert fitted(tool, "unknown", value) == value


@pytest.mark.parametrize("tool", ["library.search_loans", "library.unknown"])
def test_references_are_known_without_a_parameter(tool: str) -> None:
    assert fitted(tool, "unknown", ["a", FIRST]) == ["a", ref(FIRST)]
    assert fitted(tool, "unknown", "$") == {"$ref": ""}


def test_the_last_of_two_of_one_name_counts() -> None:
    given = [PlannedArgument(name="limit", value=number) for number in (3, 4)]
    found = arguments(LIBRARY, LIBRARY.tools["library.search_loans"], given)
    assert found == {"limit": 4}


@given(st.integers(-(2**53), 2**53))
def test_every_whole_number_is_the_same_as_a_float(number: int) -> None:
    found = fitted("library.search_loans", "days", float(number))
    assert (found, type(found)) == (number, int)


@given(st.text().filter(lambda text: not text.startswith("$")))
def test_no_other_text_is_a_reference(text: str) -> None:
    assert fitted("library.search_loans", "branch", text) == text
    assert fitted("library.extend_loans", "loan_ids", text) == [text]
