"""What the policy says of the tools of a graph and of their order."""

from collections.abc import Iterator

from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.shown import named
from stages.traces.validator.structure import Index, Node
from stages.traces.validator.tables import DomainTable, ToolTable

Tools = tuple[ToolTable | None, ...]
"""Of each call; None for one that the domain does not have."""


def check_rules(
    domain: DomainTable, nodes: tuple[Node, ...], index: Index, tools: Tools
) -> list[Problem]:
    """Tools that are not there or not allowed, and calls without what must come before."""
    found: list[Problem] = []
    for number, ((_, tool_id, _), tool) in enumerate(zip(nodes, tools, strict=True)):
        place = f"graph.calls[{number}].tool_id"
        found += _tool(domain, tool_id, tool, place)
        for first, because in tool.needs if tool else ():
            if not any(nodes[earlier][1] == first for earlier in _before(number, nodes, index)):
                what = f"{tool_id} needs {first} among the calls that it depends on: {because}"
                found.append(Problem(Code.ORDER, place, what))
    return found


def demands(tools: Tools) -> tuple[tuple[str, ...], ...]:
    """Of each call: the reasons why the policy wants it before another call of the graph."""
    wanted: dict[str, list[str]] = {}
    for tool in tools:
        for first, because in tool.needs if tool else ():
            wanted.setdefault(first, []).append(because)
    return tuple(tuple(wanted.get(tool.id, ())) if tool else () for tool in tools)


def _tool(
    domain: DomainTable, tool_id: str, tool: ToolTable | None, place: str
) -> Iterator[Problem]:
    if tool is None:
        owner = domain.registry.get(tool_id)
        if owner is None:
            yield Problem(Code.UNKNOWN_TOOL, place, f"no tool {named(tool_id)}")
        else:
            what = f"{tool_id} is a tool of {owner}, not of {domain.name}"
            yield Problem(Code.FOREIGN_TOOL, place, what)
    elif tool.forbidden is not None:
        yield Problem(Code.FORBIDDEN, place, f"{tool_id} may not be called: {tool.forbidden}")
    elif tool.above_ceiling:
        what = f"{tool_id} is {tool.sensitivity}, above the ceiling {domain.ceiling}"
        yield Problem(Code.CEILING, place, what)


def _before(number: int, nodes: tuple[Node, ...], index: Index) -> set[int]:
    """The calls that a call depends on, directly or not."""
    found: set[int] = set()
    left = [number]
    while left:
        for one in nodes[left.pop()][2]:
            earlier = index.get(one)
            if earlier is not None and earlier not in found:
                found.add(earlier)
                left.append(earlier)
    return found
