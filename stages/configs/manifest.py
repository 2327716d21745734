"""A Kubernetes manifest: a file of YAML documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schemas.e2 import Lang
from stages.configs.expect import expected
from stages.configs.objects import DOCUMENTS, find_objects, is_object
from stages.configs.parsed import Op, Path, Unfixable, Unusable
from stages.configs.yaml.apply import apply_in
from stages.configs.yaml.around import part_at
from stages.configs.yaml.compose import compose
from stages.configs.yaml.find import find, root
from stages.configs.yaml.lines import Lines
from stages.configs.yaml.nodes import Document
from stages.configs.yaml.problem import Problem


def parse_manifest(text: str) -> "Manifest":
    """Parse a file; at least one of its documents must have a string apiVersion and kind.

    Raises Unusable: `empty`, `template` (no YAML, but with the marks of Helm or Jinja),
    `not-yaml` (or with what JSON or Kubernetes lacks: duplicate keys, keys that are no strings,
    unknown tags, infinities), `not-a-manifest`, `too-deep` or `alias-bomb`.
    """
    try:
        composed = compose(text)
    except Problem as problem:
        raise problem.within(text) from None
    documents = tuple(composed.documents)
    if all(document.blank for document in documents):
        raise Unusable("empty")
    unusable = next((problem.within(text) for problem in composed.problems), None)
    manifest = any(is_object(document.root.value) for document in documents)
    if not manifest and (unusable is None or unusable.reason != "template"):
        raise Unusable("not-a-manifest", "no document with apiVersion and kind")
    if unusable:
        raise unusable
    return Manifest(text, documents)


@dataclass(frozen=True)
class Manifest:
    """A file, parsed. See `Parsed`."""

    text: str
    documents: tuple[Document, ...] = field(repr=False)
    lang: Lang = field(default="k8s", init=False)

    @cached_property
    def value(self) -> dict[str, Any]:
        """`{"documents": [...]}` in the order of the file, null for one without content."""
        return {DOCUMENTS: [document.root.value for document in self.documents]}

    def objects(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The Kubernetes objects with their paths; those in a `kind: List` instead of the list."""
        return find_objects(self.value)

    def document_text(self, index: int) -> str:
        """One document as a file of its own, from its marker to the next one."""
        document = self.documents[index]
        return self.text[document.start : document.end]

    def document_lines(self, index: int) -> tuple[int, int]:
        """The lines of a document's first and last part, from 1."""
        spot = root(self.documents[index])
        return self._lines.number(spot.start), self._lines.number(spot.end)

    def line(self, path: Path) -> int:
        """See `Parsed`. What comes through an alias or a `<<` has the line of that."""
        document = self._document(path)
        return self._lines.number(find(self.text, document, path[2:]).spot.start) if document else 1

    def at(self, line: int) -> Path:
        """See `Parsed`."""
        begun = [d for d in self.documents if self._lines.number(d.start) <= line]
        if not begun:
            return ()
        path = part_at(self.text, begun[-1], line, self._lines)
        return (DOCUMENTS, len(begun) - 1, *path)

    def apply(self, op: Op) -> str:
        """See `Parsed`. Removing the last entry of a collection leaves {} or []."""
        if (document := self._document(op.path)) is None:
            raise Unfixable("there is no such document")
        text = apply_in(self.text, document, op.path[2:], op)
        try:
            value = parse_manifest(text).value
        except Unusable as problem:
            raise Unfixable(f"it would be {problem.reason}") from None
        if _canonical(value) != _canonical(expected(self.value, op)):
            raise Unfixable("it would change other parts, too")
        return text

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def _document(self, path: Path) -> Document | None:
        index = path[1] if len(path) > 1 and path[0] == DOCUMENTS else None
        known = isinstance(index, int) and 0 <= index < len(self.documents)
        return self.documents[index] if known and isinstance(index, int) else None


def _canonical(value: Any) -> str:
    """Equal for equal JSON only: in Python, 1 and True are equal, too."""
    return json.dumps(value, sort_keys=True)
