"""The validator as users see it, and how its reports read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.trace import GoldTrace
from stages.traces.trace_validator import TraceReport, TraceValidator
from tests.stages.traces.validator.another_oracle import trace as another

Trace = dict[str, Any]


@pytest.fixture(scope="module")
def validator() -> TraceValidator:
    return TraceValidator()


def test_a_sound_trace(validator: TraceValidator) -> None:
    valid, report = validator.validate_trace(another())
    assert valid
    assert report == TraceReport("finance-10000000001", ())
    assert str(report) == "finance-10000000001: no problems"


def test_a_model_of_a_trace(validator: TraceValidator, pool: list[Trace]) -> None:
    for trace in pool[::30]:
        assert validator.validate_trace(GoldTrace.model_validate(trace)) == (
            True,
            TraceReport(trace["trace_id"], ()),
        )


def test_a_damaged_model_is_named_like_the_dict(validator: TraceValidator) -> None:
    trace = another()
    trace["request"]["intent_category"] = "export"
    valid, report = validator.validate_trace(GoldTrace.model_validate(trace))
    assert not valid
    assert report == validator.validate_trace(trace)[1]
    wanted = "request.intent_category: no call of intent export (request.unserved-intent)"
    assert str(report) == wanted


@pytest.mark.parametrize("value", [None, [], "trace", 7, {"trace_id": 7}, {1: 2}])
def test_what_is_no_trace(value: Any, validator: TraceValidator) -> None:
    valid, report = validator.validate_trace(value)
    assert not valid
    assert report.trace_id is None
    assert str(report)


def test_the_diversity_of_a_set(validator: TraceValidator, pool: list[Trace]) -> None:
    assert validator.validate_dataset_diversity(pool[:20])


def _first(trace: Trace) -> Trace:
    call: Trace = trace["graph"]["calls"][0]
    return call


def _second(trace: Trace) -> Trace:
    call: Trace = trace["graph"]["calls"][1]
    return call


def _misshapen(trace: Trace) -> None:
    del trace["request"]["trust_tier"]
    trace["no\nte"] = trace["validated"] = None
    _first(trace)["dependencies"] = [1]


def _wrong_arguments(trace: Trace) -> None:
    del _first(trace)["arguments"]["limit"]
    _first(trace)["arguments"] |= {"days": True, "status": "lost", "customer": "Marlow Ltd", "x": 1}
    _second(trace)["arguments"]["tone"] = ["firm"]


def _wrong_references(trace: Trace) -> None:
    _second(trace)["arguments"] = {
        "invoice_ids": [
            {"$ref": "find[0].customer"},
            {"$ref": "seek[0].invoice_id"},
            {"$ref": "remind.invoice_id"},
            {"$ref": "find[1].invoice_id"},
            {"$ref": "find.colour"},
        ],
        "tone": {"$ref": "find[].status"},
    }


def _wrong_graph(trace: Trace) -> None:
    _first(trace)["dependencies"] = ["remind", "gone"]
    trace["graph"]["execution_order"] = ["remind", "find", "find"]


def _wrong_tools(trace: Trace) -> None:
    _first(trace)["tool_id"] = "finance.delete_invoice"
    _second(trace)["tool_id"] = "email.search_messages"


def _wrong_scopes(trace: Trace) -> None:
    _first(trace)["scope"] |= {"rows_requested": None, "sensitivity_tier": "public"}
    trace["request"]["expected_scope"] |= {"rows_requested": 51, "time_range_days": 30}


def _wrong_policy(trace: Trace) -> None:
    trace["policy"]["scope_limits"]["max_rows"] = 10**5000
    trace["policy"]["exceptions"] = ["on Fridays"]
    trace["created_at"] = "2026-03-04T02:15:00Z"


def _wrong_provenance(trace: Trace) -> None:
    _first(trace)["provenance"] |= {"source_type": "system", "timestamp": "\ud800"}
    _second(trace)["provenance"] |= {"source_id": "mail_7", "content_snippet": "irm reminder"}


DAMAGES = [
    _misshapen,
    _wrong_arguments,
    _wrong_references,
    _wrong_graph,
    _wrong_tools,
    _wrong_scopes,
    _wrong_policy,
    _wrong_provenance,
]


def _reports() -> dict[str, str]:
    """By the name of the damage, as reports.txt has them."""
    sections = (Path(__file__).parent / "reports.txt").read_text().strip().split("\n\n")
    return dict(section.removeprefix("# ").split("\n", 1) for section in sections)


def test_every_report_is_of_a_damage() -> None:
    assert list(_reports()) == [damage.__name__ for damage in DAMAGES]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_report_has_a_line_a_problem(
    damage: Callable[[Trace], None], validator: TraceValidator
) -> None:
    trace = another()
    damage(trace)
    valid, report = validator.validate_trace(trace)
    assert not valid
    assert str(report) == _reports()[damage.__name__]
