import copy
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.trace import GoldTrace, Graph, Reference
from schemas.trace_graph import references
from tests.builders_traces import provenance, scope, trace

Place = tuple[str | int, ...]
CALL: Place = ("graph", "calls", 2)
REFERENCE = {"$ref": "call_1[].invoice_id"}


def damaged(place: Place, value: object) -> dict[str, Any]:
    """The sound trace with another value at a place."""
    made = copy.deepcopy(trace())
    here: Any = made
    for part in place[:-1]:
        here = here[part]
    here[place[-1]] = value
    return made


def test_round_trip() -> None:
    made = GoldTrace.model_validate(trace())
    assert made.to_training_format() == trace()
    text = json.dumps(made.to_training_format())
    assert text == json.dumps(trace())  # the order of keys too
    assert GoldTrace.model_validate_json(text) == made


def test_references() -> None:
    call = GoldTrace.model_validate(trace()).graph.calls[2]
    assert list(references(call.arguments)) == [
        Reference("call_1", "[]", "invoice_id"),
        Reference("call_2", "", "approval_id"),
    ]
    assert list(references({"id": {"$ref": "call_9[0].id"}})) == [Reference("call_9", "[0]", "id")]


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("trace_id",), "", "trace_id\n  String should have at least 1 character"),
        (("request", "request_id"), "", "at least 1 character"),
        (("request", "text"), " \n", "the text is blank"),
        (("request", "intent_category"), "read", "intent_category\n  Input should be 'retrieve'"),
        (("request", "trust_tier"), "admin", "trust_tier\n  Input should be 'system'"),
        (("request", "domain"), "HR", "the request is of HR, the policy of Finance"),
        (("request", "expected_scope", "rows_requested"), 0, "greater than or equal to 1"),
        (("policy", "policy_id"), "", "at least 1 character"),
        (("policy", "domain"), "HR", "the request is of Finance, the policy of HR"),
        (("policy", "description"), "", "at least 1 character"),
        (("policy", "rules"), [], "at least 1 item"),
        (("policy", "scope_limits", "max_results"), 50, "max_results is not the larger of"),
        (("policy", "scope_limits", "max_rows"), 0, "greater than or equal to 1"),
        (("policy", "scope_limits", "max_days"), 0, "greater than or equal to 1"),
        (("policy", "scope_limits", "sensitivity_ceiling"), "secret", "Input should be 'public'"),
        (("policy", "scope_limits", "max_cells"), 9, "Extra inputs are not permitted"),
        (("policy", "scope_limits", "order", 0, "first"), "", "at least 1 character"),
        (("policy", "scope_limits", "read_only", 0, "days"), ["sunday"], "Input should be 'mon'"),
        (("policy", "scope_limits", "read_only", 0, "days"), [], "at least 1 item"),
        (("policy", "scope_limits", "read_only", 0, "to_hour"), 1, "from_hour is not before"),
        (("policy", "scope_limits", "read_only", 0, "to_hour"), 25, "less than or equal to 24"),
        (("graph", "graph_id"), "", "at least 1 character"),
        (("graph", "calls"), [], "at least 1 item"),
        (("graph", "execution_order"), ["call_1", "call_2"], "does not name every call once"),
        (
            ("graph", "execution_order"),
            ["call_1", "call_2", "call_2", "call_3"],
            "does not name every call once",
        ),
        (
            ("graph", "execution_order"),
            ["call_1", "call_2", "call_4"],
            "does not name every call once",
        ),
        (
            ("graph", "execution_order"),
            ["call_1", "call_3", "call_2"],
            "execution_order has call_3 before call_2, which it depends on",
        ),
        (
            ("graph", "calls", 0, "dependencies"),
            ["call_3"],
            "execution_order has call_1 before call_3, which it depends on",
        ),
        (
            ("graph", "calls", 0, "dependencies"),
            ["call_1"],
            "execution_order has call_1 before call_1, which it depends on",
        ),
        (("graph", "calls", 1, "call_id"), "call_1", "two calls have one call_id"),
        ((*CALL, "call_id"), "3rd", "call_id\n  String should match pattern"),
        ((*CALL, "tool_id"), "export", "tool_id\n  String should match pattern"),
        ((*CALL, "tool_id"), "hr.export", "call_3 calls hr.export, no tool of Finance"),
        ((*CALL, "dependencies"), ["call_1", "call_2", "call_1"], "depends on one call twice"),
        ((*CALL, "dependencies"), ["call_1"], "call_3 uses a result of call_2 and does not"),
        (
            (*CALL, "dependencies"),
            ["call_1", "call_2", "call_7"],
            "call_3 depends on call_7, which is no call",
        ),
        ((*CALL, "arguments", "x"), {"$ref": "call_1"}, "is not of the form"),
        ((*CALL, "arguments", "x"), {"$ref": "call_1[1].id"}, "is not of the form"),
        ((*CALL, "arguments", "x"), {"$ref": 1}, "is not of the form"),
        ((*CALL, "arguments", "x"), {**REFERENCE, "and": 1}, "is not of the form"),
        ((*CALL, "arguments", "x"), [{"a": {"$ref": "call_5.id"}}], "uses a result of call_5"),
        ((*CALL, "arguments", "x"), float("nan"), "finite number"),
        ((*CALL, "arguments", "x"), {1, 2}, "not a valid JSON value"),
        ((*CALL, "scope", "rows_requested"), -1, "greater than or equal to 1"),
        ((*CALL, "scope", "time_range_days"), 0, "greater than or equal to 1"),
        ((*CALL, "scope", "sensitivity_tier"), "secret", "Input should be 'public'"),
        ((*CALL, "scope", "export_target"), "", "at least 1 character"),
        ((*CALL, "provenance", "source_type"), "web", "Input should be 'system'"),
        ((*CALL, "provenance", "source_id"), "", "at least 1 character"),
        ((*CALL, "provenance", "content_snippet"), "", "at least 1 character"),
        ((*CALL, "provenance", "timestamp"), "2026-03-04T09:30:00", "should have timezone info"),
        (("metadata", "score"), float("inf"), "finite number"),
        (("created_at",), "2026-03-04T09:30:00", "should have timezone info"),
        (("created_at",), "yesterday", "Input should be a valid datetime"),
        (("validated",), "perhaps", "Input should be a valid boolean"),
        (("note",), "x", "Extra inputs are not permitted"),
    ],
)
def test_each_invariant(place: Place, value: object, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GoldTrace.model_validate(damaged(place, value))
    assert message in str(refused.value)


def test_what_may_be_left_out() -> None:
    made = copy.deepcopy(trace())
    del made["metadata"], made["validated"], made["request"]["trust_tier"]
    for call in made["graph"]["calls"]:
        call["provenance"].pop("content_snippet", None)
        del call["scope"]["export_target"]
    read = GoldTrace.model_validate(made)
    assert (read.validated, read.metadata, read.request.trust_tier) == (False, {}, "user")


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_moments_are_written_in_utc(local: datetime, minutes: int) -> None:
    moment = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    made = GoldTrace.model_validate(damaged(("created_at",), moment))
    written = made.to_training_format()["created_at"]
    assert written.endswith("Z")
    assert datetime.fromisoformat(written) == moment
    assert made.created_at.tzinfo is UTC


@given(st.data())
def test_order_is_topological_or_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    ids = [f"call_{number}" for number in range(1, size + 1)]
    edges = {
        name: data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)) for name in ids
    }
    order = data.draw(st.permutations(ids))
    graph = {
        "graph_id": "g",
        "calls": [
            {
                "call_id": name,
                "tool_id": "finance.search_invoices",
                "arguments": {},
                "scope": scope(),
                "provenance": provenance("user", "user_message_1", "x"),
                "dependencies": edges[name],
            }
            for name in ids
        ],
        "execution_order": order,
    }
    place = {name: index for index, name in enumerate(order)}
    runs = all(place[before] < place[name] for name in ids for before in edges[name])
    if runs:
        assert Graph.model_validate(graph).execution_order == tuple(order)
    else:
        with pytest.raises(ValidationError, match="which it depends on"):
            Graph.model_validate(graph)
