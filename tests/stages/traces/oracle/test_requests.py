"""Requests of all domains, as a set and read by rules of good typing."""

import re
from collections import Counter
from typing import Any

import pytest

from schemas.domain import INTENTS
from stages.traces.oracle.template import TemplateOracle

COUNT = 12_000

FAULTS = {
    "a double stop": r"\.\.|\?\.|\.\?|,\.|\.,",
    "a stray space": r" [,.;:?!]|  |^ | $",
    "a slot": r"[{}]|%s",
    "a wrong article": r"\ba [aei][a-z]*(?<!^)\b(?<!one)|\ban [bcdfgjklmnpqrstvwyz]",
    "a capital after a comma": r", (Could|Can|Would|Please) ",
    "two wishes for politeness": r"\b[Pp]lease (could|please|kindly)|[Cc]ould you please please",
    "also, also": r"\b[Aa]lso\b[^.?;]*\b(too|as well)\b(?! as)",
    "after that, afterwards": r"[Aa]fter that, [^.?;]*\bafterwards?\b",
    "a word twice": r"\b(the|of|to|in|on|for|by|and|please|with) \1\b",
    "a small pronoun": r"\bi('d|'m|'ve|'ll)?\b(?!-0)(?!\.)",
}


@pytest.fixture(scope="module")
def traces(oracle: TemplateOracle) -> list[dict[str, Any]]:
    names = list(oracle.domains)
    return [
        oracle.trace(name, intent, index)
        for index in range(COUNT // len(names) // len(INTENTS))
        for intent in INTENTS
        for name in names
    ]


@pytest.fixture(scope="module")
def texts(traces: list[dict[str, Any]]) -> list[str]:
    return [trace["request"]["text"] for trace in traces]


@pytest.mark.parametrize("fault", FAULTS)
def test_typing(fault: str, texts: list[str]) -> None:
    expression = re.compile(FAULTS[fault])
    assert [text for text in texts if expression.search(text)] == []


def test_no_request_is_there_twice(texts: list[str]) -> None:
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_near_duplicates_are_rare(traces: list[dict[str, Any]]) -> None:
    """Pairs of one scenario that share four in five of their three-word sequences."""
    groups: dict[tuple[str, str], list[frozenset[str]]] = {}
    for trace in traces:
        key = trace["request"]["domain"], trace["metadata"]["scenario"]
        groups.setdefault(key, []).append(shingles(trace["request"]["text"]))
    near = sum(
        len(one & other) >= 0.8 * len(one | other)
        for group in groups.values()
        for place, one in enumerate(group)
        for other in group[:place]
    )
    assert near < 0.002 * COUNT


def shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[n : n + 3]) for n in range(len(words) - 2))


def test_every_callable_tool_is_used(oracle: TemplateOracle, traces: list[dict[str, Any]]) -> None:
    used = {call["tool_id"] for trace in traces for call in trace["graph"]["calls"]}
    assert used == {tool for file in oracle.domains.values() for tool in file.domain.callable}


def test_shapes_of_graphs(traces: list[dict[str, Any]]) -> None:
    graphs = [trace["graph"]["calls"] for trace in traces]
    assert sum(map(len, graphs)) / COUNT > 2.5
    assert sum("$ref" in str(calls) for calls in graphs) / COUNT > 0.3
    assert sum(map(branches, graphs)) / COUNT > 0.1


def branches(calls: list[dict[str, Any]]) -> bool:
    """Whether a result is used twice, or a call uses two."""
    uses = Counter(call_id for call in calls for call_id in call["dependencies"])
    return any(len(call["dependencies"]) > 1 for call in calls) or max(uses.values(), default=0) > 1


def test_requests_vary_in_length(texts: list[str]) -> None:
    lengths = sorted(len(text.split()) for text in texts)
    assert lengths[COUNT // 20] < 20
    assert lengths[-COUNT // 20] > 45
