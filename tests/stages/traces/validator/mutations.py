"""Random damage to traces: any value replaced, gone, doubled or swapped with another."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Holder = dict[str, Any] | list[Any]
Spot = tuple[Holder, Any]
"""A value by what holds it, and its key or number there."""

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
"""With lone surrogates and control characters."""

NUMBERS = st.one_of(
    st.integers(-3, 400), st.integers(), st.floats(), st.sampled_from([10**400, -(10**400)])
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS, inner, max_size=4),
        st.fixed_dictionaries({"$ref": inner}),
    ),
    max_leaves=10,
)
"""Whatever JSON holds, and the numbers that only Python reads from it."""


def nested(depth: int) -> list[Any]:
    """Lists in lists."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


DEEP = st.builds(nested, st.sampled_from([7, 9, 40]))


@st.composite
def mutated(draw: st.DrawFn, pool: list[dict[str, Any]]) -> dict[str, Any]:
    """A copy of one of the pool with a few values changed at random."""
    trace = copy.deepcopy(draw(st.sampled_from(pool)))
    for _ in range(draw(st.integers(1, 3))):
        _mutate(draw, trace)
    return trace


def _mutate(draw: st.DrawFn, trace: dict[str, Any]) -> None:
    found = list(spots(trace))
    if not found:
        return
    holder, key = draw(st.sampled_from(found))
    match draw(st.sampled_from(["near", "other", "replace", "delete", "duplicate", "add"])):
        case "near":
            holder[key] = draw(st.sampled_from(near(holder[key])))
        case "other":  # one value of the trace in the place of another
            other, name = draw(st.sampled_from(found))
            holder[key] = copy.deepcopy(other[name])
        case "replace":
            holder[key] = draw(st.one_of(VALUES, DEEP))
        case "delete":
            del holder[key]
        case "duplicate" if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        case _ if isinstance(holder, dict):
            holder[draw(TEXTS)] = draw(VALUES)


def near(value: Any) -> list[Any]:
    """What is nearly the same, or even equal in Python, and what is of another type."""
    others: list[Any] = [None, True, 0, 1.0, "", "\ud800", [], {}, [value], {"$ref": "call_1.id"}]
    if isinstance(value, bool | int | float) and abs(value) < 1e9:
        return [*others, value + 1, value - 1, float(value), bool(value), str(value)]
    if isinstance(value, str):
        return [
            *others,
            value + "\n",
            value[:-1],
            value[1:],
            value.upper(),
            f" {value}",
            f"x{value}",
        ]
    if isinstance(value, list):
        return [*others, value[::-1], value[:-1], value * 2, [*value, *value[:1]]]
    return others


def spots(value: Any) -> Iterator[Spot]:
    """All values within, the outer before the inner; not within what is very deep."""
    level: list[Any] = [value]
    for _ in range(10):
        held = [holder for holder in level if isinstance(holder, dict | list)]
        found = [
            (holder, key)
            for holder in held
            for key in (holder if isinstance(holder, dict) else range(len(holder)))
        ]
        yield from found
        level = [holder[key] for holder, key in found]
