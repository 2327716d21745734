"""A config file that could be parsed: its value, and where each part of it stands.

A path leads from the root of `value` to a part: ("documents", 0, "spec", "hostNetwork") in a
manifest, ("blocks", 2, "body", "acl") in a Terraform file. Scanners name what they mean by such a
path, and fixes change the text at one.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from schemas.e2 import Lang

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Give the part at `path` this value; what is missing on the way is made."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the part at `path`, with its key."""

    path: Path


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item to the list at `path`, which is made if it is missing."""

    path: Path
    value: Any


Op = Set | Remove | Append


class Parsed(Protocol):
    """What the parsers of both languages give."""

    @property
    def lang(self) -> Lang:
        """The language."""
        ...

    @property
    def text(self) -> str:
        """The whole file."""
        ...

    @property
    def value(self) -> dict[str, Any]:
        """The file as JSON, the input of the Rego policies."""
        ...

    def line(self, path: Path) -> int:
        """The line, from 1, where the deepest part of `path` begins that the file has."""
        ...

    def at(self, line: int) -> Path:
        """The path of the outermost part that begins on this line, or of what surrounds it."""
        ...

    def apply(self, op: Op) -> str:
        """The text after a change that leaves comments, order and style as they are.

        Raises Unfixable where the text has a form that the change does not know.
        """
        ...


class Unusable(Exception):
    """A file that can't be a row: one of REASONS, and what is wrong in particular."""

    def __init__(self, reason: str, detail: str = "", line: int | None = None) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.line = reason, detail, line


class Unfixable(Exception):
    """A change that can't be made in this text."""
