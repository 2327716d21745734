"""Limits that no tool can reach limit nothing."""

from collections.abc import Collection, Iterable, Iterator

from schemas.domain import Domain, Tool
from stages.traces.registry.problem import Problem

UNBOUNDED = 10**9
"""Rows of tools of which none says how many: a parameter that is a list takes any number."""


def check(domain: Domain) -> Iterator[Problem]:
    """Limits that are above what any tool that may be called takes."""
    tools = domain.callable.values()
    exporting = [tool for tool in tools if tool.intent == "export"]
    other = [tool for tool in tools if tool.intent != "export"]
    limits = domain.policy.limits
    reach = {
        "rows": (limits.rows, _rows(other)),
        "export_rows": (limits.export_rows, _rows(exporting)),
        "days": (limits.days, _most(tools, "days")),
    }
    for name, (limit, most) in reach.items():
        if most < limit:
            what = f"no tool can reach {limit}: the most that one takes is {most}"
            yield Problem(("policy", "limits", name), what)


def _most(tools: Iterable[Tool], kind: str) -> int:
    params = (param for tool in tools for param in tool.takes.values())
    return max((param.max or 0 for param in params if param.kind == kind), default=0)


def _rows(tools: Collection[Tool]) -> int:
    lists = any(param.list for tool in tools for param in tool.takes.values())
    return _most(tools, "rows") or (UNBOUNDED if lists else 0)
