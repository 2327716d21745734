import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest

from schemas.domain import CHANGING, DAYS, INTENTS, Domain
from schemas.trace import GoldTrace
from stages.common.errors import PipelineError
from stages.traces.oracle.scenarios import MOST_SLOTS
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import DomainFile, load_domains

DIGEST = """
import hashlib, json
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
oracle = TemplateOracle(load_domains(), 11, "2026-11-22T00:00:00Z")
traces = [oracle.trace("Finance", "update", index) for index in range(300)]
print(hashlib.sha256(json.dumps(traces).encode()).hexdigest())
"""


def test_the_same_bytes_in_any_process(oracle: TemplateOracle) -> None:
    traces = [oracle.trace("Finance", "update", index) for index in range(300)]
    digest = hashlib.sha256(json.dumps(traces).encode()).hexdigest()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == digest


def test_a_trace_depends_on_nothing_made_before(oracle: TemplateOracle) -> None:
    fresh = TemplateOracle(oracle.domains, seed=11, created_at="2026-11-22T00:00:00Z")
    assert fresh.trace("Legal", "delete", 5) == oracle.trace("Legal", "delete", 5)


def test_seed_intent_and_index_count(oracle: TemplateOracle) -> None:
    other = TemplateOracle(oracle.domains, seed=12, created_at="2026-11-22T00:00:00Z")
    texts = {
        made.trace("Legal", intent, index)["request"]["text"]
        for made in (oracle, other)
        for intent in INTENTS
        for index in range(5)
    }
    assert len(texts) == 60


def test_traces_share_nothing(oracle: TemplateOracle) -> None:
    trace = oracle.trace("Finance", "export", 3)
    before = json.dumps(trace)
    damage(trace)
    assert json.dumps(oracle.trace("Finance", "export", 3)) == before


def damage(value: Any) -> None:
    """Empty everything, the innermost first."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            damage(item)
        value.clear()


def test_training_format(oracle: TemplateOracle) -> None:
    for domain in oracle.domains:
        for intent in INTENTS:
            trace = oracle.trace(domain, intent, 42)
            model = GoldTrace.model_validate(trace)
            assert json.dumps(model.to_training_format()) == json.dumps(trace)
            assert trace["request"]["domain"] == domain
            assert trace["request"]["intent_category"] == intent
            assert int(trace["trace_id"][-8:]) == 42 * len(INTENTS) + INTENTS.index(intent)
            assert trace["metadata"]["registry"] == oracle.domains[domain].digest


def test_scenarios_take_turns(oracle: TemplateOracle) -> None:
    scenarios = oracle.domains["Legal"].domain.scenarios
    names = {name for name, scenario in scenarios.items() if scenario.intent == "delete"}
    found = [oracle.trace("Legal", "delete", index)["metadata"]["scenario"] for index in range(300)]
    assert {frozenset(found[at:][: len(names)]) for at in range(0, 300, len(names))} == {
        frozenset(names)
    }


def test_ids_are_of_one_trace_of_a_domain(oracle: TemplateOracle) -> None:
    ids = {
        oracle.trace("Legal", intent, index)["trace_id"]
        for intent in INTENTS
        for index in range(50)
    }
    assert ids == {f"legal-{number:08d}" for number in range(300)}


def test_snippets_are_words_of_the_request_or_of_the_policy(oracle: TemplateOracle) -> None:
    sources = set()
    for trace in made(oracle, 2):
        policy = oracle.domains[trace["request"]["domain"]].domain.policy
        for call in trace["graph"]["calls"]:
            provenance = call["provenance"]
            sources.add(provenance["source_type"])
            if provenance["source_type"] == "user":
                assert provenance["content_snippet"] in trace["request"]["text"]
            else:
                assert provenance["content_snippet"] in {rule.because for rule in policy.order}
    assert sources == {"user", "system"}


def test_changes_keep_out_of_read_only_windows(oracle: TemplateOracle) -> None:
    kept = 0
    for trace in made(oracle, 10):
        domain = oracle.domains[trace["request"]["domain"]].domain
        intents = {domain.tools[call["tool_id"]].intent for call in trace["graph"]["calls"]}
        moment = datetime.fromisoformat(trace["created_at"])
        for window in domain.policy.read_only:
            inside = window.from_hour <= moment.hour < window.to_hour
            if DAYS[moment.weekday()] in window.days and inside:
                assert not intents & CHANGING
                kept += 1
    assert kept


def made(oracle: TemplateOracle, count: int) -> list[dict[str, Any]]:
    """The first `count` of each domain and intent."""
    return [
        oracle.trace(name, intent, index)
        for name in oracle.domains
        for intent in INTENTS
        for index in range(count)
    ]


def test_slots_of_one_kind_have_different_values(library: Domain) -> None:
    oracle = TemplateOracle({"Library": DomainFile(library, "0" * 16)}, 1, "2026-11-22T00:00:00Z")
    for index in range(300):
        trace = oracle.trace("Library", "create", index)
        if trace["metadata"]["scenario"] == "hold_copies":
            find, hold = trace["graph"]["calls"]
            assert find["arguments"]["limit"] != hold["arguments"]["copies"]


def test_too_many_slots(library: Domain) -> None:
    slots = {f"slot_{n}": "branch" for n in range(MOST_SLOTS + 1)}
    scenario = library.scenarios["list_loans"]
    many = scenario.model_copy(update={"slots": scenario.slots | slots})
    domain = library.model_copy(update={"scenarios": library.scenarios | {"list_loans": many}})
    oracle = TemplateOracle({"Library": DomainFile(domain, "0" * 16)}, 1, "2026-11-22T00:00:00Z")
    with pytest.raises(PipelineError) as refused:
        oracle.trace("Library", "retrieve", 1)
    assert str(refused.value) == ("Library: a scenario with 16 slots; the oracle fills 12 at most")


def test_unknown_domain(oracle: TemplateOracle) -> None:
    with pytest.raises(KeyError):
        oracle.trace("Astrology", "retrieve", 1)
    assert len(load_domains()) == len(oracle.domains)
