"""Fixes of settings that have one right value."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.terraform.place import Place, in_place, lookup, place_around
from stages.configs.parsed import Op, Path


def put(right: Any, *keys: str | int) -> Fixer:
    """Sets what these keys lead to from the block that has, or should have, the first of them."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        start, rest = path, keys
        if keys[0] in path:
            start = path[: path.index(keys[0])]
        elif _generated(value, path) == keys[0]:
            rest = keys[2:]
        place = place_around(value, start)
        return place.set(right, *rest) if place else []

    return fix


def put_named(rights: Mapping[str, Any], default: str | None = None) -> Fixer:
    """Sets the one of these attributes that a path leads to, else those that its block has.

    Where it has none, the default is added.
    """

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        place = place_around(value, path)
        if place is None:
            return []
        meant = [name for name in rights if name == path[-1]]
        there = [name for name in rights if name in place.body]
        names = meant or there or [name for name in rights if name == default]
        return [op for name in names for op in place.set(rights[name], name)]

    return fix


def all_on(*names: str) -> Fixer:
    """Sets these to true where they are not; those that a module does not name are left alone.

    The longest is added first, so that the others can be aligned with it.
    """
    ordered = sorted(names, key=len, reverse=True)

    def fix(place: Place) -> list[Op]:
        module = place.block["type"] == "module"
        chosen = [name for name in ordered if name in place.body or not module]
        return [op for name in chosen for op in place.set(True, name)]

    return in_place(fix)


@in_place
def turn_default(place: Place) -> list[Op]:
    """The other default of a boolean variable."""
    default = place.get("default")
    return place.set(not default, "default") if isinstance(default, bool) else []


def _generated(value: Mapping[str, Any], path: Path) -> str | None:
    """The type of the blocks that are made from the `content` around a path."""
    if "content" not in path:
        return None
    labels = lookup(value, path[: path.index("content")])
    return labels.get("__labels__", [None])[0] if isinstance(labels, Mapping) else None
