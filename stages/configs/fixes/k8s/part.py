"""Parts of a manifest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stages.configs.parsed import Op, Path, Remove, Set


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping in a manifest, with its path."""

    path: Path
    body: Mapping[str, Any]

    def get(self, *keys: str) -> Any:
        """The value below these keys; None if it is not there."""
        part: Any = self.body
        for key in keys:
            part = part.get(key) if isinstance(part, Mapping) else None
        return part

    def at(self, *keys: str | int) -> Path:
        """The path of what stands, or should stand, below these keys."""
        return (*self.path, *keys)

    def inner(self, *keys: str) -> Iterator["Part"]:
        """The mapping below these keys, if it is one."""
        body = self.get(*keys)
        if isinstance(body, Mapping):
            yield Part(self.at(*keys), body)

    def items(self, *keys: str) -> Iterator["Part"]:
        """The mappings in the list below these keys."""
        items = self.get(*keys)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, Mapping):
                yield Part(self.at(*keys, index), item)

    def require(self, right: Any, *keys: str) -> list[Op]:
        """The change that gives this value to a key, if it has another or none."""
        return [] if self.get(*keys) == right else [Set(self.at(*keys), right)]

    def remove(self, *keys: str) -> list[Op]:
        """The change that removes a key, if it is there."""
        holder = self.get(*keys[:-1])
        return (
            [Remove(self.at(*keys))] if isinstance(holder, Mapping) and keys[-1] in holder else []
        )
