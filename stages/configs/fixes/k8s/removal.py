"""Removing what is wrong from a collection."""

from collections.abc import Callable, Iterable
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import overlap
from stages.configs.parsed import Op, Path, Remove


def remove_wrong(
    part: Part, keys: tuple[str, ...], wrong: Callable[[str | int, Any], bool], path: Path
) -> list[Op]:
    """Remove the wrong ones, by key or index and value, from the collection below these keys.

    Of several only those go that `path` leads to, into or past. Where all are wrong the whole
    collection goes, whichever is meant: nothing would be left in it.
    """
    entries = list(_entries(part.get(*keys)))
    steps = [step for step, entry in entries if wrong(step, entry)]
    if steps and len(steps) == len(entries):
        return part.remove(*keys)
    return [Remove(part.at(*keys, step)) for step in steps if overlap(part.at(*keys, step), path)]


def _entries(collection: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(collection, dict):
        return collection.items()
    return enumerate(collection) if isinstance(collection, list) else ()
