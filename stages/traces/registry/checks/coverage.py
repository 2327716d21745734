"""What a domain has in all: every intent, every tool, enough calls."""

from collections import Counter
from collections.abc import Iterator

from schemas.domain import INTENTS, Domain
from stages.traces.registry.checks.part import parts
from stages.traces.registry.problem import Problem

CALLABLE = 7
"""Fewest tools that may be called."""

SCENARIOS = 2
"""Fewest scenarios of each intent."""

CALLS = 2.4
"""Least mean of calls a scenario, tails not counted."""


def check(domain: Domain) -> Iterator[Problem]:
    """Too few tools, scenarios or calls; tools that nobody calls; requests that are there twice."""
    yield from _tools(domain)
    yield from _scenarios(domain)
    seen: dict[str, str] = {}
    for name, scenario in domain.scenarios.items():
        for index, ask in enumerate(scenario.asks):
            if seen.setdefault(ask, name) != name:
                yield Problem(("scenarios", name, "asks", index), f"{seen[ask]} asks this too")


def _tools(domain: Domain) -> Iterator[Problem]:
    allowed = domain.callable
    if len(allowed) < CALLABLE:
        yield Problem(("tools",), f"{len(allowed)} tools may be called; {CALLABLE} are needed")
    for intent in INTENTS:
        if not any(tool.intent == intent for tool in allowed.values()):
            yield Problem(("tools",), f"no tool of intent {intent} may be called")
    called = {call.tool for part in parts(domain) for call in part.calls.values()}
    for tool_id in allowed:
        if tool_id not in called:
            yield Problem(("tools", tool_id), "no scenario calls it")


def _scenarios(domain: Domain) -> Iterator[Problem]:
    counts = Counter(scenario.intent for scenario in domain.scenarios.values())
    for intent in INTENTS:
        if counts[intent] < SCENARIOS:
            what = f"{counts[intent]} of intent {intent}; {SCENARIOS} are needed"
            yield Problem(("scenarios",), what)
    calls = sum(len(scenario.calls) for scenario in domain.scenarios.values())
    if calls < CALLS * len(domain.scenarios):
        mean = calls / len(domain.scenarios)
        yield Problem(("scenarios",), f"{mean:.2f} calls each on average; {CALLS} are needed")
