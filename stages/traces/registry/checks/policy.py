"""The policy: it speaks of tools that there are, and can be kept."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from schemas.domain import DAYS, SENSITIVITIES, Domain
from stages.traces.registry.problem import Problem, unknown


def check(domain: Domain) -> Iterator[Problem]:
    """What is wrong with forbidden tools, ceiling, order rules and read-only windows."""
    for tool_id in domain.policy.forbidden:
        if tool_id not in domain.tools:
            yield unknown(("policy", "forbidden", tool_id), "tool", tool_id, domain.tools)
    yield from _ceiling(domain)
    yield from _order(domain)
    yield from _read_only(domain)


def _ceiling(domain: Domain) -> Iterator[Problem]:
    ceiling = domain.policy.ceiling
    for tool_id, tool in domain.callable.items():
        if SENSITIVITIES.index(tool.sensitivity) > SENSITIVITIES.index(ceiling):
            what = f"{tool.sensitivity} is above the policy's ceiling, {ceiling}"
            fix = "forbid the tool, or raise the ceiling"
            yield Problem(("tools", tool_id, "sensitivity"), what, fix)


def _order(domain: Domain) -> Iterator[Problem]:
    pairs: set[tuple[str, str]] = set()
    graph: TopologicalSorter[str] = TopologicalSorter()
    for index, rule in enumerate(domain.policy.order):
        path = ("policy", "order", index)
        for key, tool_id in (("first", rule.first), ("then", rule.then)):
            if tool_id not in domain.tools:
                yield unknown((*path, key), "tool", tool_id, domain.tools)
            elif tool_id in domain.policy.forbidden:
                yield Problem((*path, key), f"{tool_id} is forbidden: no scenario can satisfy this")
        if (rule.first, rule.then) in pairs:
            yield Problem(path, "the same rule is there twice")
        pairs.add((rule.first, rule.then))
        graph.add(rule.then, rule.first)
    try:
        graph.prepare()
    except CycleError as error:
        what = f"the rules go round, no scenario can satisfy them: {' -> '.join(error.args[1])}"
        yield Problem(("policy", "order"), what)


def _read_only(domain: Domain) -> Iterator[Problem]:
    closed = {
        (day, hour)
        for window in domain.policy.read_only
        for day in window.days
        for hour in range(window.from_hour, window.to_hour)
    }
    if len(closed) == len(DAYS) * 24:
        yield Problem(("policy", "read_only"), "no hour of the week is left in which to change")
