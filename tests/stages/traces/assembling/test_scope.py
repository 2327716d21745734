"""How much calls touch."""

from typing import Any

import pytest

from stages.traces.assembling.scope import least, scope
from tests.stages.traces.asking.samples import LIBRARY

BEFORE = {"call_1": 12, "call_2": 1}


def of(tool: str, **given: Any) -> dict[str, Any]:
    return scope(LIBRARY.tools[f"library.{tool}"], given, BEFORE)


def part(rows: int, tier: str, days: int | None = None, target: str | None = None) -> Any:
    return {
        "rows_requested": rows,
        "sensitivity_tier": tier,
        "time_range_days": days,
        "export_target": target,
    }


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ({"$ref": "call_1[].loan_id"}, 12),
        ({"$ref": "call_2[].loan_id"}, 1),
        ({"$ref": "call_7[].loan_id"}, 1),
        ({"$ref": ""}, 1),
        ([{"$ref": "call_1[0].loan_id"}], 1),
        (["a", "b", {"$ref": "call_1[0].loan_id"}], 3),
        ([], 1),
        ("a", 1),
        (7, 1),
    ],
)
def test_as_many_as_the_list_has(value: Any, rows: int) -> None:
    assert of("extend_loans", loan_ids=value) == part(rows, "internal")


def test_the_number_that_is_asked_for_and_the_days() -> None:
    assert of("search_loans", limit=8, days=30) == part(8, "internal", 30)
    assert of("search_loans", limit=8) == part(8, "internal")


@pytest.mark.parametrize("value", [0, -3, True, 2.5, "8", [8], None, {"$ref": "call_1[].x"}])
def test_a_number_that_is_none_does_not_count(value: Any) -> None:
    assert of("search_loans", limit=value, days=value) == part(1, "internal")


@pytest.mark.parametrize(
    ("target", "told"), [("archive", "archive"), (["archive"], None), (3, None)]
)
def test_the_target_of_an_export(target: Any, told: str | None) -> None:
    found = of("export_loans", loan_ids=["a", "b"], target=target)
    assert found == part(2, "confidential", None, told)


def test_nothing_is_known_of_an_unknown_tool() -> None:
    assert scope(None, {"limit": 9, "days": 9}, BEFORE) == part(1, "public")


def test_the_least_that_covers_all() -> None:
    parts = [
        part(3, "internal", 30),
        part(9, "public", 7),
        part(1, "restricted", None, "archive"),
        part(2, "confidential", None, "council"),
    ]
    assert least(parts) == part(9, "restricted", 30, "council")
    assert least(parts[1:2]) == parts[1]
    assert least([part(1, "public"), part(1, "internal")]) == part(1, "internal")
