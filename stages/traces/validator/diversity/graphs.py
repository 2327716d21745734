"""Shapes of graphs: what is left of one when ids, tools and arguments are forgotten."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any, NamedTuple

Edges = tuple[tuple[int, ...], ...]
"""Of each call: the numbers of the calls that it depends on, from 0."""

LARGEST = 7
"""Graphs of more calls keep the numbering they have: renumbering takes too long."""


class Shape(NamedTuple):
    """What a shape's name says."""

    calls: int
    depends: bool
    branches: bool
    """Some result goes to several calls."""

    joins: bool
    """Some call needs several others."""


def shape_name(calls: Sequence[dict[str, Any]]) -> str:
    """The shape of a valid graph; equal for equal shapes.

    `-|1|1|2 3` : call 1 needs none, 2 and 3 need 1, 4 needs both.
    """
    return _shape_name(tuple([(call["call_id"], *call["dependencies"]) for call in calls]))


def shape(name: str) -> Shape:
    """The shape of that name."""
    edges = [part.split() if part != "-" else [] for part in name.split("|")]
    needs = [one for dependencies in edges for one in dependencies]
    return Shape(
        calls=len(edges),
        depends=bool(needs),
        branches=len(needs) > len(set(needs)),
        joins=any(len(dependencies) > 1 for dependencies in edges),
    )


def uses_results(calls: Iterable[dict[str, Any]]) -> bool:
    """Whether an argument of a valid graph refers to the result of a call."""
    for call in calls:
        if call["dependencies"]:  # every reference is one, so most calls need no closer look
            for value in call["arguments"].values():
                if type(value) is dict or (type(value) is list and dict in map(type, value)):
                    return True
    return False


@lru_cache(maxsize=1 << 16)
def _shape_name(calls: tuple[tuple[str, ...], ...]) -> str:
    numbers = {call_id: number for number, (call_id, *_) in enumerate(calls)}
    edges = tuple(tuple(numbers[one] for one in needs) for _, *needs in calls)
    return _name(edges) if len(edges) > LARGEST else min(map(_name, _renumbered(edges)))


def _renumbered(edges: Edges) -> Iterable[Edges]:
    """Every numbering in which calls stand after those that they depend on."""
    for order in permutations(range(len(edges))):
        number = {call: place for place, call in enumerate(order)}
        moved = tuple(tuple(sorted(number[one] for one in edges[call])) for call in order)
        if all(one < place for place, dependencies in enumerate(moved) for one in dependencies):
            yield moved


def _name(edges: Edges) -> str:
    return "|".join(" ".join(str(one + 1) for one in needs) or "-" for needs in edges)
