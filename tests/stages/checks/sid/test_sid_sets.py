"""Traces that are sound one by one, and sets that are not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders_sid import Trace, build_traces, write_set
from tests.stages.checks.sid.checking import (
    FILES,
    METADATA,
    REGISTRY,
    checked,
    problems_of,
    with_metadata,
)

FOLDER = "data/traces"


def one_more(file: Any) -> None:
    file["counts"]["Finance"]["export"] += 1
    file["counts"]["Healthcare"]["delete"] -= 1


def of_another_domain(file: Any) -> None:
    file["counts"]["Alchemy"] = file["counts"].pop("Finance")


def other_diversity(file: Any) -> None:
    figures = file["diversity"]
    figures["graphs"]["mean_calls"] = 9.5
    figures["graphs"]["shapes"]["-|1"] += 1
    figures["gloss"] = 1
    del figures["scopes"]


METADATA_CHANGES: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "does not add up": (
        lambda file: file.update(generated=25),
        ["total is 24, 24 by cell, 24 in files, 25 not rejected"],
    ),
    "another release": (
        lambda file: file.update(release="v1"),
        ["release: 'v1', not 'test'"],
    ),
    "other counts": (
        one_more,
        [
            "counts: 13 traces of domain 'Finance', there are 12",
            "counts: 11 traces of domain 'Healthcare', there are 12",
            "counts: 3 traces of intent 'delete', there are 4",
            "counts: 5 traces of intent 'export', there are 4",
        ],
    ),
    "a domain that is none": (
        of_another_domain,
        [
            "counts: 'Alchemy' is no domain of the registry",
            "counts: 12 traces of domain 'Alchemy', there are 0",
            "counts: 0 traces of domain 'Finance', there are 12",
        ],
    ),
}


@pytest.mark.parametrize(
    ("change", "messages"), METADATA_CHANGES.values(), ids=METADATA_CHANGES.keys()
)
def test_metadata(folder: Path, change: Callable[[Any], object], messages: list[str]) -> None:
    assert with_metadata(folder, change) == [f"{METADATA}: {message}" for message in messages]


def test_diversity_is_measured_again(folder: Path) -> None:
    diversity = checked(folder).report.figures["diversity"]
    mean, chains = diversity["graphs"]["mean_calls"], diversity["graphs"]["shapes"]["-|1"]
    assert with_metadata(folder, other_diversity) == [
        f"{METADATA}: diversity.gloss: 1, measured is nothing",
        f"{METADATA}: diversity.graphs.mean_calls: 9.5, measured is {mean}",
        f"{METADATA}: diversity.graphs.shapes.-|1: {chains + 1}, measured is {chains}",
        f"{METADATA}: diversity.scopes: nothing, measured is {len(diversity['scopes'])} figures",
    ]


def test_the_same_trace_twice(folder: Path) -> None:
    traces = build_traces()
    write_set(folder, [*traces, traces[0]])
    assert problems_of(folder) == [
        f"{FOLDER}: 1 traces have the trace_id of another",
        f"{FOLDER}: 1 traces have the request and the calls of another",
    ]


def test_the_same_trace_under_another_id(folder: Path) -> None:
    traces = build_traces()
    write_set(folder, [*traces, traces[0] | {"trace_id": "finance-00000999"}])
    assert problems_of(folder) == [f"{FOLDER}: 1 traces have the request and the calls of another"]


ALL = {"repeated_requests": 1, "near_duplicates": 1, "mean_calls": 1}
LEAST = {"data_dependency": 0, "branch_or_join": 0, "intent_share": 0}


@pytest.mark.parametrize(
    ("name", "limit", "figure"),
    [
        ("mean_calls", 2.9, "mean_calls"),
        ("data_dependency", 0.999, "with_data_dependency"),
        ("branch_or_join", 0.999, "with_branch_or_join"),
    ],
)
def test_limits_of_graphs(folder: Path, name: str, limit: float, figure: str) -> None:
    wanted = {**ALL, **LEAST, name: limit}
    measured = checked(folder).report.figures["diversity"]["graphs"][figure]
    assert measured < limit
    message = f"{FOLDER}: {name} is {measured:.4f}; validate.sid wants at least {limit:g}"
    assert message in problems_of(folder, min_traces=24, **wanted)
    assert message not in problems_of(folder, min_traces=24, **{**wanted, name: measured})
    assert problems_of(folder, min_traces=25, **wanted) == []


def test_limits_of_intents(folder: Path) -> None:
    found = problems_of(folder, min_traces=24, **{**ALL, **LEAST, "intent_share": 0.17})
    intents = ("retrieve", "update", "create", "delete", "export", "analyze")
    assert found[:6] == [
        f"{FOLDER}: intent_share.{intent} is 0.1667; validate.sid wants at least 0.17"
        for intent in intents
    ]


def test_limits_of_repetition(folder: Path) -> None:
    traces = build_traces()
    again = build_traces()[0]
    again["trace_id"], again["graph"]["calls"][0]["tool_id"] = "finance-00000999", "finance.other"
    write_set(folder, [*traces, again])
    wanted = {**ALL, **LEAST, "repeated_requests": 0.03, "near_duplicates": 0.03}
    found = problems_of(folder, min_traces=25, **wanted)
    assert found[:2] == [
        f"{FOLDER}: repeated_requests is 0.0400; validate.sid wants at most 0.03",
        f"{FOLDER}: near_duplicates is 0.0800; validate.sid wants at most 0.03",
    ]
    kept = {**wanted, "repeated_requests": 0.04, "near_duplicates": 0.08}
    assert not [what for what in problems_of(folder, min_traces=25, **kept) if "wants" in what]


def without(tool: str, traces: list[Trace]) -> list[Trace]:
    return [t for t in traces if tool not in (c["tool_id"] for c in t["graph"]["calls"])]


def test_tools_that_no_trace_uses(folder: Path) -> None:
    tools = sorted(tool for domain in REGISTRY.values() for tool in domain.callable)
    traces = build_traces(each=30)
    write_set(folder, without(tools[3], traces), shard_size=10_000)
    for path in FILES:
        path.unlink()
    what = f"{FOLDER}: 1 of {len(tools)} tools are in no trace: {tools[3]}"
    assert problems_of(folder, min_traces=100, **ALL, **LEAST) == [what]
    assert problems_of(folder, min_traces=1_000, **ALL, **LEAST) == []
    assert checked(folder).report.figures["tools_unused"] == [tools[3]]
    write_set(folder, traces, shard_size=10_000)
    assert problems_of(folder, min_traces=100, **ALL, **LEAST) == []


def test_not_all_unused_tools_are_named(folder: Path) -> None:
    write_set(folder, build_traces()[:1])
    for path in FILES:
        path.unlink()
    (found,) = problems_of(folder, min_traces=1, **ALL, **LEAST)
    assert found.count("finance.") == 5
    assert found.endswith(", ...")


def test_domain_without_a_trace(folder: Path) -> None:
    write_set(folder, build_traces(("Finance",), 30), shard_size=1_000)
    for path in FILES:
        path.unlink()
    outcome = checked(folder, min_traces=24, **ALL, **LEAST)
    assert outcome.report.passed
    assert outcome.warnings == ("the traces are of 1 of the registry's 2 domains",)
    nothing = {"Healthcare": {"create": 0}}
    found = with_metadata(folder, lambda file: file["counts"].update(nothing))
    assert found == []
    found = problems_of(folder, min_traces=24, **ALL, **LEAST)
    assert found[0] == f"{FOLDER}: no trace of domain 'Healthcare'"
    assert checked(folder).warnings == ()


def test_report_is_the_same_twice(folder: Path) -> None:
    assert checked(folder) == checked(folder)
