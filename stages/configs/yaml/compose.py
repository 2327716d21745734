"""Build the documents of a text from its events, within bounds."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from stages.configs.yaml.events import read_events, shift_of
from stages.configs.yaml.limits import NODE_LENGTH, Copies, require_depth
from stages.configs.yaml.merging import fill
from stages.configs.yaml.nodes import Alias, Collection, Document, Mapping, Node, Scalar, Sequence
from stages.configs.yaml.problem import Problem
from stages.configs.yaml.reading import content_end, scalar_value
from stages.configs.yaml.scalars import brief, short_tag


@dataclass
class Composed:
    """The documents of a text."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Values that are no JSON, in the order of the text; null stands in for them."""


def compose(text: str) -> Composed:
    """Build the documents.

    Raises Problem: `not-yaml` (it does not parse), `too-deep` or `alias-bomb`.
    """
    composer = _Composer(text)
    for event in read_events(text):
        composer.take(event)
    composer.composed.problems.sort(key=lambda problem: problem.index)
    return composer.composed


class _Composer:
    def __init__(self, text: str) -> None:
        self.composed = Composed()
        self._text = text
        self._shift = shift_of(text)
        self._open: list[Collection] = []

    def take(self, event: Any) -> None:
        """Take the next event in."""
        start, end = event.start_mark.index + self._shift, event.end_mark.index + self._shift
        match event:
            case yaml.ScalarEvent():
                self._add(self._scalar(event, start, end))
            case yaml.AliasEvent():
                self._add(self._alias(event, start, end))
            case yaml.MappingStartEvent():
                self._start(event, Mapping(start, end, {}, body=end), "!!map")
            case yaml.SequenceStartEvent():
                # Without indentation the event ends behind the first dash, else before it.
                dash = end - (end > start and self._text[end - 1] == "-")
                self._start(event, Sequence(start, end, [], body=dash), "!!seq")
            case yaml.CollectionEndEvent():
                self._add(self._closed(end))
            case yaml.DocumentStartEvent():
                self._begin = end - len("---") if event.explicit else start
                self._anchors: dict[str, Node] = {}
                self._copies = Copies()
            case yaml.DocumentEndEvent():
                self.composed.documents[-1].end = start

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        value, style = None, event.style or ""
        try:
            value = scalar_value(event)
        except ValueError as error:
            self._note(str(error), start)
        end = content_end(self._text, start, end) if style in ("|", ">") else end
        node = Scalar(start, end, value, 1 + len(event.value) // NODE_LENGTH, style=style)
        self._remember(event, node)
        return node

    def _alias(self, event: Any, start: int, end: int) -> Alias:
        target = self._anchors.get(event.anchor)
        if target is None:
            raise Problem("not-yaml", f"alias {brief(event.anchor)} without an anchor", start)
        if any(target is node for node in self._open):
            raise Problem("alias-bomb", f"anchor {brief(event.anchor)} holds itself", start)
        require_depth(len(self._open) + target.height, start)
        self._copies.add(target, start)
        return Alias(start, end, target.value, target.size, target.height)

    def _start(self, event: Any, node: Collection, tag: str) -> None:
        require_depth(len(self._open) + 1, node.start)
        if event.tag and short_tag(event.tag) not in ("!", tag):
            self._note(f"unknown tag {short_tag(event.tag)}", node.start)
        node.flow = event.flow_style
        self._remember(event, node)
        self._open.append(node)

    def _closed(self, end: int) -> Collection:
        node = self._open.pop()
        if isinstance(node, Mapping):
            self.composed.problems += fill(node)
            node.size += sum(entry.key.size for entry in node.entries)
        else:
            node.value += [item.value for item in node.children()]
        children = list(node.children())
        node.size += sum(child.size for child in children)
        node.height = 1 + max((child.height for child in children), default=0)
        node.end = end if node.flow else children[-1].end
        return node

    def _add(self, node: Node) -> None:
        """Put a complete node where it belongs."""
        if self._open:
            self._open[-1].take(node)
            return
        document = Document(self._begin, node)
        if document.blank:  # libyaml says that it is where the next one begins
            node.start = node.end = self._begin
        self.composed.documents.append(document)

    def _remember(self, event: Any, node: Node) -> None:
        if event.anchor:
            self._anchors[event.anchor] = node

    def _note(self, detail: str, index: int) -> None:
        self.composed.problems.append(Problem("not-yaml", detail, index))
