"""The graph of a plan: in one piece, and in the order that the policy demands."""

from collections.abc import Iterator, Mapping

from schemas.domain import Call
from stages.traces.registry.checks.part import Part, needs
from stages.traces.registry.problem import Problem


def check(part: Part) -> Iterator[Problem]:
    """Broken order rules, and calls that nothing connects with the rest."""
    before = _before(part.all_calls)
    for name in part.calls:
        yield from _order(part, name, {part.all_calls[other].tool for other in before[name]})
    apart = set(part.all_calls) - _connected(part.all_calls)
    for name in part.calls:
        if name in apart:
            yield Problem((*part.path, "calls", name), "not connected with the first call")


def _order(part: Part, name: str, earlier: set[str]) -> Iterator[Problem]:
    tool = part.calls[name].tool
    for rule in part.domain.policy.order:
        if rule.then == tool and rule.first in part.domain.tools and rule.first not in earlier:
            what = f"{tool} comes after no {rule.first} ({rule.because.rstrip('.')})"
            fix = "refer to its result, or name it in after"
            yield Problem((*part.path, "calls", name), what, fix)


def _before(calls: Mapping[str, Call]) -> dict[str, set[str]]:
    """For each call all that come before it, directly or not."""
    before: dict[str, set[str]] = {}
    for name, call in calls.items():
        direct = needs(call)
        before[name] = direct.union(*(before[other] for other in direct))
    return before


def _connected(calls: Mapping[str, Call]) -> set[str]:
    """The calls that edges, in whatever direction, connect with the first."""
    found = {next(iter(calls))}
    grown = True
    while grown:
        grown = False
        for name, call in calls.items():
            ends = {name} | needs(call)
            if ends & found and not ends <= found:
                found |= ends
                grown = True
    return found
