"""Cells with little to choose from, made as often as the largest set has them and more."""

import json
from collections import Counter

import pytest

from stages.traces.oracle.template import TemplateOracle

COUNT = 20_000
"""The largest set has 13,334 of a cell."""

NARROW = [("File Storage", "analyze"), ("Security", "analyze"), ("Messaging", "analyze")]
"""Their scenarios have asks with a single slot of a dozen values, and formal asks, which have few
lines around them."""


@pytest.mark.parametrize(("domain", "intent"), NARROW)
def test_no_trace_is_there_twice(domain: str, intent: str, oracle: TemplateOracle) -> None:
    contents = Counter(content(oracle, domain, intent, index) for index in range(COUNT))
    assert [text for text, count in contents.items() if count > 1] == []


def content(oracle: TemplateOracle, domain: str, intent: str, index: int) -> str:
    trace = oracle.trace(domain, intent, index)
    calls = [(call["tool_id"], call["arguments"]) for call in trace["graph"]["calls"]]
    return json.dumps((trace["request"]["text"], calls))
