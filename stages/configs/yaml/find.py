"""Where the parts of a document are that a path leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from stages.configs.parsed import Path
from stages.configs.yaml.nodes import Alias, Collection, Document, Mapping, Node, Sequence
from stages.configs.yaml.scalars import key_name
from stages.configs.yaml.space import past_space


@dataclass(frozen=True, slots=True)
class Spot:
    """A part, with what holds it."""

    node: Node
    start: int
    """Of its key or dash, if it has one."""

    parent: "Spot | None" = None
    number: int = 0
    """Of the entry or item in its parent, from 0."""

    @property
    def end(self) -> int:
        """Behind its last character."""
        return max(self.node.end, self.start)

    @property
    def holder(self) -> Collection | None:
        """The collection that it stands in; None for the root of a document."""
        node = self.parent.node if self.parent else None
        return node if isinstance(node, Collection) else None


@dataclass(frozen=True, slots=True)
class Found:
    """How far a path leads."""

    spot: Spot
    rest: Path
    """What is not there."""

    borrowed: bool = False
    """Whether what is looked for comes from an anchor elsewhere, through an alias or a `<<`."""


def find(text: str, document: Document, path: Path) -> Found:
    """The deepest part on a path from the root of a document."""
    spot = root(document)
    for depth, step in enumerate(path):
        if isinstance(spot.node, Alias):
            return Found(spot, path[depth:], borrowed=True)
        below = _below(text, spot, step)
        if below is None:
            return Found(spot, path[depth:])
        spot = below
        if _merged(spot):
            return Found(spot, path[depth:], borrowed=True)
    return Found(spot, ())


def root(document: Document) -> Spot:
    """The root of a document."""
    return Spot(document.root, document.root.start)


def parts_in(text: str, spot: Spot) -> Iterator[tuple[str | int, Spot]]:
    """The parts directly in a part, by key or index, in the order of the text."""
    node = spot.node
    if isinstance(node, Mapping):
        for number, entry in enumerate(node.entries):
            if not entry.merge:
                yield key_name(entry.key.value), Spot(entry.node, entry.start, spot, number)
    elif isinstance(node, Sequence):
        for number in range(len(node.items)):
            yield number, _item(text, spot, node, number)


def _below(text: str, spot: Spot, step: str | int) -> Spot | None:
    node = spot.node
    if isinstance(node, Mapping) and isinstance(step, str) and step in node.origin:
        entry = node.origin[step]
        return Spot(entry.node, entry.start, spot, node.entries.index(entry))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return _item(text, spot, node, step)
    return None


def _item(text: str, spot: Spot, node: Sequence, number: int) -> Spot:
    item = node.items[number]
    if node.flow:
        return Spot(item, item.start, spot, number)
    before = past_space(text, node.items[number - 1].end) if number else node.body
    return Spot(item, before, spot, number)


def _merged(spot: Spot) -> bool:
    return isinstance(spot.holder, Mapping) and spot.holder.entries[spot.number].merge
