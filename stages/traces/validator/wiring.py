"""What follows from the ids, tools, dependencies and order of a graph, whatever the arguments.

A set repeats few graphs, so that most are looked up.
"""

from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from stages.traces.validator.problem import Problem
from stages.traces.validator.rules import Tools, check_rules, demands
from stages.traces.validator.structure import Index, Node, check_structure
from stages.traces.validator.tables import DomainTable


class Wiring(NamedTuple):
    """A graph without its arguments."""

    tools: Tools
    numbers: Index

    demands: tuple[tuple[str, ...], ...]
    """Of each call: why the policy wants it before another one of the graph."""

    twins: tuple[tuple[int, int], ...]
    """Pairs of calls of one tool."""

    intents: frozenset[str]
    changes: bool
    problems: tuple[Problem, ...]


def wiring(domain: DomainTable, graph: dict[str, Any]) -> Wiring:
    """Of a well-formed graph."""
    nodes = tuple(
        [(call["call_id"], call["tool_id"], tuple(call["dependencies"])) for call in graph["calls"]]
    )
    return _wiring(domain, nodes, tuple(graph["execution_order"]))


@lru_cache(maxsize=1 << 16)
def _wiring(domain: DomainTable, nodes: tuple[Node, ...], order: tuple[str, ...]) -> Wiring:
    index: Index = {}
    for number, (call_id, _, _) in enumerate(nodes):
        index.setdefault(call_id, number)
    tools = tuple(domain.tools.get(tool_id) for _, tool_id, _ in nodes)
    known = [tool for tool in tools if tool]
    return Wiring(
        tools=tools,
        numbers=index,
        demands=demands(tools),
        twins=tuple(
            (one, other)
            for one, other in combinations(range(len(nodes)), 2)
            if nodes[one][1] == nodes[other][1]
        ),
        intents=frozenset(tool.intent for tool in known),
        changes=any(tool.changes for tool in known),
        problems=(
            *check_structure(nodes, index, order),
            *check_rules(domain, nodes, index, tools),
        ),
    )
