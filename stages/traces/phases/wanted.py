"""What is wanted: the rows of the set, in groups that one call writes the requests of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schemas.domain import Intent
from stages.traces.writing.quotas import Quotas


class Wanted(NamedTuple):
    """A trace of the set."""

    row: int
    """Its number in the set, from 0."""

    domain: str
    intent: Intent
    round: int
    """How many of the cell come before."""


class Group(NamedTuple):
    """Traces of one domain whose requests are written in one call."""

    domain: str
    attempt: int
    """From 0."""

    wanted: tuple[Wanted, ...]


def wanted(quotas: Quotas) -> Iterator[Wanted]:
    """All rows, in order."""
    for row, slot in enumerate(quotas.slots(0, quotas.total)):
        yield Wanted(row, slot.cell.domain, slot.cell.intent, slot.round)


def grouped(rows: Iterable[Wanted], size: int, attempt: int) -> Iterator[Group]:
    """Groups of `size` traces in the order of the rows; a domain's last one may be smaller."""
    waiting: defaultdict[str, list[Wanted]] = defaultdict(list)
    for one in rows:
        waiting[one.domain].append(one)
        if len(waiting[one.domain]) == size:
            yield Group(one.domain, attempt, tuple(waiting.pop(one.domain)))
    for domain, rest in waiting.items():
        yield Group(domain, attempt, tuple(rest))
