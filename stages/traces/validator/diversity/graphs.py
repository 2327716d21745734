"""Shapes of graphs: what is left of one when ids, tools and arguments are forgotten."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any, NamedTuple

Edges = tuple[tuple[int, ...], ...]
"""Of each call: the numbers of the calls that it depends on."""

LARGEST = 7
"""Graphs of more calls keep the numbering they have: renumbering takes too long."""


class Shape(NamedTuple):
    """A shape."""

    name: str
    """`-|1|1|2 3` : call 1 needs none, 2 and 3 need 1, 4 needs both; equal for equal shapes."""

    calls: int
    depends: bool
    branches: bool
    """Some result goes to several calls."""

    joins: bool
    """Some call needs several others."""


def shape(calls: Sequence[dict[str, Any]]) -> Shape:
    """The shape of a valid graph."""
    numbers = {call["call_id"]: number for number, call in enumerate(calls)}
    return _shape(tuple([tuple([numbers[one] for one in c["dependencies"]]) for c in calls]))


def uses_results(calls: Iterable[dict[str, Any]]) -> bool:
    """Whether an argument refers to the result of a call."""
    return any(
        type(value) is dict or (type(value) is list and any(type(one) is dict for one in value))
        for call in calls
        for value in call["arguments"].values()
    )


@lru_cache(maxsize=1 << 16)
def _shape(edges: Edges) -> Shape:
    needs = [one for dependencies in edges for one in dependencies]
    return Shape(
        name=_name(edges) if len(edges) > LARGEST else min(map(_name, _renumbered(edges))),
        calls=len(edges),
        depends=bool(needs),
        branches=len(needs) > len(set(needs)),
        joins=any(len(dependencies) > 1 for dependencies in edges),
    )


def _renumbered(edges: Edges) -> Iterable[Edges]:
    """Every numbering in which calls stand after those that they depend on."""
    for order in permutations(range(len(edges))):
        number = {call: place for place, call in enumerate(order)}
        moved = tuple(tuple(sorted(number[one] for one in edges[call])) for call in order)
        if all(one < place for place, dependencies in enumerate(moved) for one in dependencies):
            yield moved


def _name(edges: Edges) -> str:
    return "|".join(" ".join(str(one + 1) for one in needs) or "-" for needs in edges)
