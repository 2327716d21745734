"""The graph as a graph: ids, dependencies, the order in which calls run."""

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from schemas.trace_graph import CALL_ID
from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.shown import named, shown

Node = tuple[str, str, tuple[str, ...]]
"""Id, tool and dependencies of a call."""

Index = dict[str, int]
"""Calls by id, numbered from 0."""

ORDER = "graph.execution_order"
_ID = re.compile(CALL_ID)


def check_structure(nodes: tuple[Node, ...], index: Index, order: tuple[str, ...]) -> list[Problem]:
    """Everything that is wrong with the graph whatever its tools are."""
    if not nodes:
        return [Problem(Code.NO_CALLS, "graph.calls", "there is none")]
    return [
        *_ids(nodes, index),
        *_dependencies(nodes, index),
        *_cycles(nodes, index),
        *_orphans(nodes),
        *_order(nodes, order),
    ]


def _ids(nodes: tuple[Node, ...], index: Index) -> Iterator[Problem]:
    for number, (call_id, _, _) in enumerate(nodes):
        place = f"graph.calls[{number}].call_id"
        if not _ID.fullmatch(call_id):
            yield Problem(Code.CALL_ID, place, f"{shown(call_id)} is not of the form {CALL_ID}")
        if (first := index[call_id]) != number:
            what = f"{named(call_id)} is the id of graph.calls[{first}] too"
            yield Problem(Code.DUPLICATE_CALL, place, what)


def _dependencies(nodes: tuple[Node, ...], index: Index) -> Iterator[Problem]:
    for number, (_, _, dependencies) in enumerate(nodes):
        place = f"graph.calls[{number}].dependencies"
        for one in dependencies:
            if one not in index:
                yield Problem(Code.DANGLING_DEPENDENCY, place, f"no call {named(one)}")
            elif index[one] >= number:
                yield Problem(
                    Code.LATE_DEPENDENCY, place, f"{named(one)} does not stand before the call"
                )
        known = [index[one] for one in dependencies if one in index]
        if known != sorted(set(known)):
            what = "are not each call once, in the order of the calls"
            yield Problem(Code.DEPENDENCY_ORDER, place, what)


def _cycles(nodes: tuple[Node, ...], index: Index) -> Iterator[Problem]:
    try:
        TopologicalSorter({i: dependencies for i, _, dependencies in nodes}).prepare()
    except CycleError as error:
        ring = error.args[1]
        place = f"graph.calls[{min(index[one] for one in ring if one in index)}].dependencies"
        yield Problem(Code.CYCLE, place, f"go round: {' needs '.join(map(named, reversed(ring)))}")


def _orphans(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    needed = {one for call_id, _, dependencies in nodes for one in dependencies if one != call_id}
    for number, (call_id, _, dependencies) in enumerate(nodes):
        if len(nodes) > 1 and call_id not in needed and not set(dependencies) - {call_id}:
            what = f"{named(call_id)} needs no other call and no other call needs it"
            yield Problem(Code.ORPHAN, f"graph.calls[{number}]", what)


def _order(nodes: tuple[Node, ...], order: tuple[str, ...]) -> Iterator[Problem]:
    there, wanted = Counter(order), Counter(dict.fromkeys((call_id for call_id, _, _ in nodes), 1))
    for call_id in wanted - there:
        yield Problem(Code.EXECUTION_ORDER, ORDER, f"lacks {named(call_id)}")
    for call_id in there - wanted:
        name = f"has {named(call_id)}"
        what = f"{name} twice" if call_id in wanted else f"{name}, which is no call"
        yield Problem(Code.EXECUTION_ORDER, ORDER, what)
    turn = {call_id: number for number, call_id in enumerate(order)}
    for call_id, _, dependencies in nodes:
        for one in dependencies:
            if one in turn and turn.get(call_id, len(order)) < turn[one]:
                what = f"has {named(call_id)} before {named(one)}, which it depends on"
                yield Problem(Code.EXECUTION_ORDER, ORDER, what)
