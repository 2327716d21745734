"""The calls of a trace: what follows from a plan and the registry."""

from typing import Any

import pytest

from stages.traces.asking.formats import PlannedArgument, PlannedCall
from stages.traces.assembling.calls import calls
from tests.stages.traces.asking.samples import LIBRARY

MOMENT = "2026-03-03T09:30:00Z"
FIND, LOOK, STRIKE = "library.search_loans", "library.check_shelf", "library.cancel_loans"


def call(
    tool: str, quote: str = "the ten", after: tuple[str, ...] = (), **given: Any
) -> PlannedCall:
    arguments = [PlannedArgument(name=name, value=value) for name, value in given.items()]
    return PlannedCall(tool=tool, arguments=arguments, after=[*after], quote=quote)


def made(*plan: PlannedCall) -> list[dict[str, Any]]:
    return calls(LIBRARY, plan, MOMENT)


def struck() -> list[dict[str, Any]]:
    """Loans are found, looked for as the policy demands, and struck."""
    return made(
        call(FIND, "find ten", limit=10, days=60),
        call(LOOK, "", loan_ids="$call_1[].loan_id"),
        call(STRIKE, " strike them ", loan_ids="$call_1[].loan_id", check_id="$call_2.check_id"),
    )


def test_calls_are_numbered_in_the_order_of_the_plan() -> None:
    assert [one["call_id"] for one in struck()] == ["call_1", "call_2", "call_3"]
    assert [one["tool_id"] for one in struck()] == [FIND, LOOK, STRIKE]


def test_what_is_used_is_waited_for() -> None:
    assert [one["dependencies"] for one in struck()] == [[], ["call_1"], ["call_1", "call_2"]]


@pytest.mark.parametrize(
    ("after", "given", "wanted"),
    [
        (("call_1",), "$call_1[].loan_id", ["call_1"]),
        (("call_2", "call_1", "call_2"), "LN-A123", ["call_1", "call_2"]),
        ((), ["$call_3[0].loan_id", "$call_1[0].loan_id"], ["call_1", "call_3"]),
        (
            ("call_10", "call_9", "call_2"),
            "$call_11[].x",
            ["call_2", "call_9", "call_10", "call_11"],
        ),
        (("nonsense", "call_1", ""), "$", ["", "nonsense", "call_1"]),
        ((), "$[].loan_id", []),
    ],
)
def test_dependencies_come_once_and_in_order(
    after: tuple[str, ...], given: Any, wanted: list[str]
) -> None:
    (one,) = made(call(LOOK, after=after, loan_ids=given))
    assert one["dependencies"] == wanted


def test_who_wanted_a_call() -> None:
    user, policy, stripped = (one["provenance"] for one in struck())
    assert user == {
        "source_type": "user",
        "source_id": "user_message_1",
        "timestamp": MOMENT,
        "content_snippet": "find ten",
    }
    assert policy == {
        "source_type": "system",
        "source_id": "library-policy-v1",
        "timestamp": MOMENT,
        "content_snippet": "The book may be on the shelf.",
    }
    assert stripped["content_snippet"] == "strike them"


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_a_call_that_nobody_wanted_has_no_words(quote: str) -> None:
    look, _ = made(call(LOOK, quote), call(FIND, "x", limit=3))
    assert (look["provenance"]["source_type"], look["provenance"]["content_snippet"]) == (
        "system",
        None,
    )


def test_a_rule_counts_where_the_plan_has_what_it_is_for() -> None:
    look, _ = made(call(LOOK, ""), call(STRIKE))
    assert look["provenance"]["content_snippet"] == "The book may be on the shelf."


def test_lists_of_results_are_as_long_as_what_was_asked_for() -> None:
    assert [one["scope"]["rows_requested"] for one in struck()] == [10, 10, 10]


def test_an_unknown_tool_is_kept_for_the_validator() -> None:
    (one,) = made(call("library.burn_books", limit=3.0, ids=["$call_0[].x"]))
    assert one["tool_id"] == "library.burn_books"
    assert one["arguments"] == {"limit": 3.0, "ids": [{"$ref": "call_0[].x"}]}
    assert one["scope"] == {
        "rows_requested": 1,
        "sensitivity_tier": "public",
        "time_range_days": None,
        "export_target": None,
    }
