"""Fixes that take something away."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.terraform.place import Place, in_place, lookup
from stages.configs.parsed import Op, Path, Remove

_WORLD = ("0.0.0.0/0", "::/0")


@in_place
def without_default(place: Place) -> list[Op]:
    """No default of a variable: whoever uses it has to choose."""
    return place.remove("default")


@in_place
def without_world(place: Place) -> list[Op]:
    """No network in a default that is the whole world; no default if it is one."""
    default = place.get("default")
    if isinstance(default, str):
        return place.remove("default") if default in _WORLD else []
    networks = default if isinstance(default, list) else []
    wrong = [index for index, network in enumerate(networks) if network in _WORLD]
    return [Remove((*place.path, "default", index)) for index in reversed(wrong)]


def without_block(*names: str) -> Fixer:
    """Removes the nested block of such a type, or the `dynamic` one that makes such blocks."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        ends = (end for end, step in enumerate(path, 1) if end > 4 and isinstance(step, int))
        for end in ends:
            kind = path[end - 2]
            if kind == "dynamic":
                kind = lookup(value, (*path[:end], "__labels__", 0))
            if kind in names:
                return [Remove(path[:end])]
        return []

    return fix
