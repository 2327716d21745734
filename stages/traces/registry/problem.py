"""What is wrong with a domain, and at which place of its file."""

import difflib
from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and indices from the top of a domain file: ("tools", "finance.search_invoices", "gives")."""


class Problem(NamedTuple):
    """One thing that is wrong."""

    path: Path
    what: str

    fix: str | None = None
    """What to do, if that can be said."""


def unknown(path: Path, noun: str, name: str, known: Iterable[str]) -> Problem:
    """A name that nothing has, with the nearest one that there is."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return Problem(path, f"no {noun} {name!r}", f"did you mean {near[0]!r}?" if near else None)
