"""From traces of templates to plans in a model's words, and back."""

from collections.abc import Iterator
from typing import Any

import pytest

from schemas.domain import INTENTS
from schemas.trace import GoldTrace
from stages.traces.asking.formats import PlannedCalls
from stages.traces.assembling.planned import planned
from stages.traces.assembling.trace import Assembler, Written
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import DomainFile, load_domains
from stages.traces.validator.checker import Checker

EACH = 5
MODELS = {"requests": "a", "plan": "b", "judgement": "c"}
FILES = load_domains()
each = pytest.mark.parametrize("file", FILES.values(), ids=lambda file: file.domain.slug)

Trace = dict[str, Any]


def traces(file: DomainFile, oracle: TemplateOracle) -> Iterator[Trace]:
    for intent in INTENTS:
        for index in range(EACH):
            yield oracle.trace(file.domain.domain, intent, index)


def again(file: DomainFile, trace: Trace) -> Trace:
    """The trace of its plan, which went through JSON as a model's does."""
    plan = PlannedCalls.model_validate_json(planned(trace).model_dump_json())
    request = trace["request"]
    number = int(trace["trace_id"].rpartition("-")[2])
    written = Written(number, request["intent_category"], request["text"], trace["created_at"])
    return Assembler(file).trace(written, plan, MODELS, 2)


@each
def test_the_same_trace_comes_back(file: DomainFile, oracle: TemplateOracle) -> None:
    for trace in traces(file, oracle):
        made = again(file, trace)
        for part in ("trace_id", "request", "policy", "graph", "created_at"):
            assert made[part] == trace[part]
        assert made["metadata"] == {
            "oracle": "anthropic",
            "models": MODELS,
            "attempt": 2,
            "registry": file.digest,
        }
        assert made["validated"] is False


@each
def test_the_validator_finds_nothing_and_the_model_reads_it(
    file: DomainFile, oracle: TemplateOracle, checker: Checker
) -> None:
    for trace in traces(file, oracle):
        made = again(file, trace)
        assert checker.problems(made) == []
        assert GoldTrace.model_validate(made).to_training_format() == made


@each
def test_a_plan_comes_back_too(file: DomainFile, oracle: TemplateOracle) -> None:
    for trace in traces(file, oracle):
        assert planned(again(file, trace)) == planned(trace)


def test_traces_share_nothing_but_the_policy(oracle: TemplateOracle) -> None:
    file = FILES["Finance"]
    trace = oracle.trace("Finance", "export", 1)
    written = Written(1, "export", trace["request"]["text"], trace["created_at"])
    assembler, plan = Assembler(file), planned(trace)
    first = assembler.trace(written, plan, MODELS, 0)
    for call in first["graph"]["calls"]:
        call["arguments"].clear()
        call["scope"].clear()
    first["metadata"]["models"].clear()
    second = assembler.trace(written, plan, MODELS, 0)
    assert second["graph"]["calls"] == trace["graph"]["calls"]
    assert second["metadata"]["models"] == MODELS


def test_ids_follow_from_domain_and_number() -> None:
    file = FILES["AI/ML Operations"]
    trace = TemplateOracle(FILES, 3, "2026-06-01T00:00:00Z").trace("AI/ML Operations", "update", 0)
    written = Written(123_456_789, "update", "x", trace["created_at"])
    made = Assembler(file).trace(written, planned(trace), MODELS, 0)
    assert made["trace_id"] == "ai_ml_operations-123456789"
    assert made["request"]["request_id"] == "ai_ml_operations-123456789-r"
    assert made["graph"]["graph_id"] == "ai_ml_operations-123456789-g"
