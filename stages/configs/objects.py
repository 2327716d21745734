"""Kubernetes objects in the value of a manifest."""

from collections.abc import Iterator, Mapping
from typing import Any

from stages.configs.parsed import Path

DOCUMENTS = "documents"


def is_object(value: Any) -> bool:
    """Whether a value says what kind of object it is."""
    names = (value.get("apiVersion"), value.get("kind")) if isinstance(value, dict) else ()
    return bool(names) and all(isinstance(name, str) and name for name in names)


def find_objects(value: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The objects with their paths, in the order of the file; those in a list, not the list."""
    for index, document in enumerate(value[DOCUMENTS]):
        yield from _within((DOCUMENTS, index), document)


def _within(path: Path, value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    if not is_object(value):
        return
    items = value.get("items")
    if not value["kind"].endswith("List") or not isinstance(items, list):
        yield path, value
        return
    for index, item in enumerate(items):
        yield from _within((*path, "items", index), item)
