"""Scenarios: that the plan can be made from the slots, and is what the policy allows."""

from collections.abc import Iterator
from itertools import chain

from schemas.domain import Domain
from stages.traces.registry.checks import calls, graph, slots, volume
from stages.traces.registry.checks.part import parts
from stages.traces.registry.problem import Problem


def check(domain: Domain) -> Iterator[Problem]:
    """What is wrong with each scenario and each tail."""
    for name, scenario in domain.scenarios.items():
        tools = [domain.tools.get(call.tool) for call in scenario.calls.values()]
        if not any(tool and tool.intent == scenario.intent for tool in tools):
            what = f"no call is of intent {scenario.intent}"
            yield Problem(("scenarios", name, "intent"), what)
    broken: set[str | int] = set()
    for part in parts(domain):
        place = part.path[1]
        found = list(chain(slots.check(part), calls.check(part)))
        yield from found
        broken |= {place} if found else set()
        if place not in broken:
            yield from chain(graph.check(part), volume.check(part))
