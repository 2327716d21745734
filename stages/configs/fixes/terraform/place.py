"""What stands at a path of a Terraform file, and the body around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stages.configs.fixes.fix import Fixer
from stages.configs.parsed import Op, Path, Remove, Set


@dataclass(frozen=True, slots=True)
class Place:
    """The body of a block, or an object in one, with its path."""

    path: Path
    body: Mapping[str, Any]
    block: Mapping[str, Any]
    """The top-level block that it stands in."""

    def get(self, *keys: str | int) -> Any:
        """The value below these keys; None if it is not there, or null."""
        return lookup(self.body, keys)

    def set(self, right: Any, *keys: str | int) -> list[Op]:
        """Give it this value, unless it has it, or one that only Terraform knows."""
        old = self.get(*keys)
        same = type(old) is type(right) and old == right
        unknown = isinstance(old, Mapping) and "__expr__" in old
        return [] if same or unknown else [Set((*self.path, *keys), right)]

    def remove(self, name: str) -> list[Op]:
        """Remove an attribute, if it is there."""
        return [Remove((*self.path, name))] if name in self.body else []


def lookup(value: Any, path: Path) -> Any:
    """What stands at a path; None if it is not there."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def place_around(value: Mapping[str, Any], path: Path) -> Place | None:
    """The innermost body or object at or around a path; None outside of blocks."""
    block = lookup(value, path[:2])
    if not isinstance(block, Mapping) or "body" not in block:
        return None
    for end in range(len(path), 3, -1):
        body = lookup(value, path[:end])
        if isinstance(body, Mapping) and "__expr__" not in body:
            return Place(path[:end], body, block)
    return Place((*path[:2], "body"), block["body"], block)


def in_place(make: Callable[[Place], list[Op]]) -> Fixer:
    """A fix that looks at the body around the path only."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        place = place_around(value, path)
        return make(place) if place else []

    return fix
