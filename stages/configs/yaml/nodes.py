"""The parts of a YAML document, with their places in the text.

Places are indices of characters. `start` is that of a part's first character (its anchor or tag,
if it has one), `end` is behind its last one: behind the closing bracket, or where the last entry
ends, without white space and comments. An empty part (`key:`) stands behind its colon or dash,
an empty document where it begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Node:
    """A part that has a value."""

    start: int
    end: int
    value: Any
    """As JSON. Parts that stand for the same anchor share theirs: don't change it."""

    size: int = 1
    """Nodes in it, those behind aliases included; long scalars count as several."""

    height: int = 0
    """Levels of collections in it."""


@dataclass(slots=True, eq=False)
class Scalar(Node):
    """A scalar."""

    style: str = ""
    """Its first character if that is one of '"|>, else nothing."""


@dataclass(slots=True, eq=False)
class Alias(Node):
    """A reference to an anchored node."""


@dataclass(slots=True, eq=False)
class Collection(Node):
    """A mapping or sequence."""

    flow: bool = False
    """Whether it stands in brackets."""

    body: int = 0
    """Of a block collection: where its first key or dash is."""

    def take(self, node: Node) -> None:
        """Add the next key, value or item."""
        raise NotImplementedError

    def children(self) -> Iterator[Node]:
        """The values in it, in the order of the text."""
        raise NotImplementedError


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value."""

    key: Node
    node: Node

    @property
    def merge(self) -> bool:
        """Whether the key is `<<` without quotes, which brings in the keys of other mappings."""
        return isinstance(self.key, Scalar) and not self.key.style and self.key.value == "<<"

    @property
    def start(self) -> int:
        """Where the key starts."""
        return self.key.start

    @property
    def end(self) -> int:
        """Where the value ends."""
        return max(self.node.end, self.key.end)


@dataclass(slots=True, eq=False)
class Mapping(Collection):
    """A mapping."""

    entries: list[Entry] = field(default_factory=list)
    origin: dict[str, Entry] = field(default_factory=dict)
    """The entry that a key of `value` has its value from, maybe one with `<<`."""

    key: Node | None = None
    """The key that waits for its value."""

    def take(self, node: Node) -> None:
        """Add the next key or value."""
        if self.key is None:
            self.key = node
        else:
            self.entries.append(Entry(self.key, node))
            self.key = None

    def children(self) -> Iterator[Node]:
        """The values, in the order of the text."""
        return (entry.node for entry in self.entries)


@dataclass(slots=True, eq=False)
class Sequence(Collection):
    """A sequence."""

    items: list[Node] = field(default_factory=list)

    def take(self, node: Node) -> None:
        """Add the next item."""
        self.items.append(node)

    def children(self) -> Iterator[Node]:
        """The items."""
        return iter(self.items)


@dataclass(slots=True, eq=False)
class Document:
    """One document of a file."""

    start: int
    """Of `---`, or of its first part if it has none."""

    root: Node
    end: int = 0
    """Where the next document or its marker begins."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing but comments."""
        return isinstance(self.root, Scalar) and self.root.start == self.root.end
