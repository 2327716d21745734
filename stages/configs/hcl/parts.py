"""What a Terraform file is made of, and where each part of it stands.

Places are byte offsets into the UTF-8 text, the end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A literal, or an expression that is not looked into: {"__expr__": its text}."""

    span: Span
    value: Any


@dataclass(frozen=True, slots=True)
class Items:
    """A list `[a, b]`."""

    span: Span
    items: Sequence["Value"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Things in a row that can be changed, but not added or removed: labels, arguments."""

    span: Span
    items: Sequence["Value"]


@dataclass(frozen=True, slots=True)
class Object:
    """An object `{ a = 1 }`."""

    span: Span
    entries: Sequence["Entry"]


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    span: Span
    text: str
    name: str
    arguments: Fixed


Value = Scalar | Items | Object | Call


@dataclass(frozen=True, slots=True)
class Entry:
    """An attribute of a body, or an element of an object."""

    span: Span
    name: str
    equals: int
    """Where the `=` or `:` stands."""

    value: Value


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between the braces of a block; the whole file is a body too."""

    span: Span
    entries: Sequence["Entry | Block"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block; nested ones are, in JSON, their body, top-level ones have type, labels and body."""

    span: Span
    type: str
    labels: Fixed
    body: Body
    nested: bool


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of one type in a body, or all of the file."""

    body: Body
    blocks: Sequence[Block]

    @property
    def span(self) -> Span:
        """Where the first one stands."""
        return self.blocks[0].span


Part = Value | Fixed | Entry | Body | Block | Blocks


def all_blocks(root: Body) -> Blocks:
    """The blocks of a file, in order."""
    return Blocks(root, [entry for entry in root.entries if isinstance(entry, Block)])
