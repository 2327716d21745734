"""The graphs of the library, where every value is known."""

from typing import Any

import pytest

from schemas.domain import Call, Domain
from stages.traces.oracle.plans import Plan, changes, compile_plan


def planned(library: Domain, name: str, tail: int | None = None) -> Plan:
    scenario = library.scenarios[name]
    slots = scenario.slots | (scenario.also[tail].slots if tail is not None else {})
    wished = scenario.also[tail].calls if tail is not None else {}
    return compile_plan(
        library, scenario.calls, wished, {slot: place for place, slot in enumerate(slots)}
    )


def calls(plan: Plan, *values: Any) -> list[dict[str, Any]]:
    return plan.calls(values, "2026-03-05T09:30:00Z", "the ask", "the wish")


def test_references_and_dependencies(library: Domain) -> None:
    find, check, strike = calls(planned(library, "strike_loans"), "Old Mill", 7)
    assert find["arguments"] == {"branch": "Old Mill", "state": "on loan", "limit": 7}
    assert check["arguments"] == {"loan_ids": {"$ref": "call_1[].loan_id"}}
    assert strike["arguments"] == {
        "loan_ids": {"$ref": "call_1[].loan_id"},
        "check_id": {"$ref": "call_2.check_id"},
    }
    assert [call["dependencies"] for call in (find, check, strike)] == [
        [],
        ["call_1"],
        ["call_1", "call_2"],
    ]


def test_the_first_of_a_list(library: Domain) -> None:
    hold = calls(planned(library, "hold_book"), "Old Mill", 7, "Marta Keller")[1]
    assert hold["arguments"] == {
        "book_id": {"$ref": "call_1[0].book_id"},
        "reader": "Marta Keller",
        "copies": 2,
        "notify": "desk@example.org",
    }


def test_steps_that_come_first_are_dependencies(library: Domain) -> None:
    export = calls(planned(library, "export_counted"), "Old Mill", 7)[2]
    assert export["arguments"]["target"] == "archive"
    assert export["dependencies"] == ["call_1", "call_2"]


def test_scope_of_calls(library: Domain) -> None:
    find, hold = calls(planned(library, "hold_book"), "Old Mill", 7, "Marta Keller")
    assert find["scope"]["rows_requested"] == 7
    assert hold["scope"]["rows_requested"] == 1
    listed, counted = calls(planned(library, "list_loans", 0), "Old Mill", 7, 30)
    assert listed["scope"] == {
        "rows_requested": 7,
        "sensitivity_tier": "internal",
        "time_range_days": 30,
        "export_target": None,
    }
    assert counted["scope"]["rows_requested"] == 7
    assert counted["scope"]["time_range_days"] is None


def test_scope_of_the_request_is_the_largest(library: Domain) -> None:
    plan = planned(library, "export_loans")
    assert plan.reach.of(["Old Mill", 7, "council"]) == {
        "rows_requested": 7,
        "sensitivity_tier": "confidential",
        "time_range_days": None,
        "export_target": "council",
    }


def test_the_policy_speaks_for_what_it_demands(library: Domain) -> None:
    find, check, strike = (
        call["provenance"] for call in calls(planned(library, "strike_loans"), "Old Mill", 7)
    )
    assert (
        find
        == strike
        == {
            "source_type": "user",
            "source_id": "user_message_1",
            "timestamp": "2026-03-05T09:30:00Z",
            "content_snippet": "the ask",
        }
    )
    assert check["source_type"] == "system"
    assert check["source_id"] == "library-policy-v1"
    assert check["content_snippet"] == "The book may be on the shelf."


def test_what_is_demanded_elsewhere_is_asked_for_here(library: Domain) -> None:
    check = calls(planned(library, "list_and_look"), "Old Mill", 7)[1]
    assert check["tool_id"] == "library.check_shelf"
    assert check["provenance"]["source_type"] == "user"


def test_what_names_a_value_of_the_request_is_asked_for(library: Domain) -> None:
    asked = {
        "check": Call(tool="library.check_shelf", args={"loan_ids": "$loan"}),
        "strike": Call(
            tool="library.cancel_loans", args={"loan_ids": "$loan", "check_id": "$check.check_id"}
        ),
    }
    check, strike = calls(compile_plan(library, asked, {}, {"loan": 0}), "LN-A001")
    assert check["provenance"]["source_type"] == "user"
    assert strike["arguments"]["loan_ids"] == ["LN-A001"]
    assert strike["scope"]["rows_requested"] == 1


def test_single_results_and_literals_of_lists(library: Domain) -> None:
    asked = {
        "find": Call(tool="library.search_loans", args={"limit": 3}),
        "one": Call(tool="library.count_loans", args={"loan_ids": "$find[0].loan_id"}),
        "two": Call(
            tool="library.count_loans", args={"loan_ids": ("LN-A001", "LN-A002")}, after=("find",)
        ),
    }
    plan = compile_plan(library, asked, {}, {})
    _, one, two = calls(plan)
    assert one["arguments"]["loan_ids"] == [{"$ref": "call_1[0].loan_id"}]
    assert one["scope"]["rows_requested"] == 1
    assert two["arguments"]["loan_ids"] == ["LN-A001", "LN-A002"]
    assert two["scope"]["rows_requested"] == 2
    assert plan.reach.of([])["rows_requested"] == 3


def test_wishes_have_their_own_words(library: Domain) -> None:
    listed, counted = calls(planned(library, "list_loans", 0), "Old Mill", 7, 30)
    assert listed["provenance"]["content_snippet"] == "the ask"
    assert counted["provenance"]["content_snippet"] == "the wish"


def test_calls_share_nothing(library: Domain) -> None:
    plan = planned(library, "strike_loans")
    before = calls(plan, "Old Mill", 7)
    for call in calls(plan, "Old Mill", 7):
        call["arguments"].clear()
        call["scope"].clear()
        call["dependencies"].append("call_9")
    assert calls(plan, "Old Mill", 7) == before


@pytest.mark.parametrize(("name", "changing"), [("list_loans", False), ("strike_loans", True)])
def test_changes(library: Domain, name: str, changing: bool) -> None:
    assert changes(library, library.scenarios[name].calls) == changing
