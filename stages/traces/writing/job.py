"""What a shard needs to know, all of it plain values: it goes to other processes and machines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from schemas.domain import INTENTS
from schemas.sections.generate_traces import Format
from stages.traces.writing.choose import chosen
from stages.traces.writing.quotas import Cell, Quotas, Slot

Trace = dict[str, Any]
"""A trace in training format, plain JSON values."""


class Oracle(Protocol):
    """Who makes traces."""

    def trace(self, domain: str, intent: str, index: int) -> Trace:
        """A pure function of its arguments and of what the oracle was made from."""
        ...


class Problem(Protocol):
    """What is wrong with a trace, and where."""

    @property
    def code(self) -> str:
        """The kind of problem, one word."""
        ...

    @property
    def place(self) -> str:
        """The path to it in the trace."""
        ...

    @property
    def message(self) -> str:
        """In words."""
        ...


class Schedule(Protocol):
    """Which trace is in which row."""

    @property
    def domains(self) -> tuple[str, ...]:
        """Of which there may be traces."""
        ...

    @property
    def counts(self) -> Mapping[Cell, int]:
        """Rows by cell."""
        ...

    def slots(self, start: int, stop: int) -> Iterator[Slot]:
        """The slots of the rows from `start` to before `stop`."""
        ...

    def index(self, slot: Slot, attempt: int) -> int:
        """The number that the oracle makes a candidate from."""
        ...


@dataclass(frozen=True)
class Workshop:
    """An oracle and a validator, warm: they have read and compiled the domains."""

    domains: tuple[str, ...]
    oracle: Oracle
    problems: Callable[[Trace], Sequence[Problem]]
    """What is wrong with a trace; nothing, as a rule."""

    rows: Schedule | None = None
    """None for equal shares of the total."""

    attempts: int = 100
    """So many candidates of one slot may be rejected before there is no hope for it."""

    remedy: str = "mend the scenarios of this intent in the domain's file"
    """What to do then."""


@dataclass(frozen=True)
class Sealed:
    """A folder of sealed answers."""

    folder: str
    digest: str
    """SHA-256 of its seal.json, which holds those of its files."""


@dataclass(frozen=True)
class Recipe:
    """What the traces depend on, besides the code and the domain files."""

    total: int
    seed: int
    created_at: str
    """ISO-8601 UTC."""

    domains: tuple[str, ...] | None = None
    """None for all."""

    sealed: Sealed | None = None
    """The answers that the traces are made from, if they are."""


Furnish = Callable[[Recipe], Workshop]


@dataclass(frozen=True)
class Job:
    """All shards of a run."""

    recipe: Recipe
    shard_size: int
    format: Format
    furnish: Furnish
    """Makes the workshop, once a process; a function of a module, so that it can be sent."""

    @property
    def shards(self) -> int:
        """How many there are."""
        return -(-self.recipe.total // self.shard_size)

    def rows(self, shard: int) -> tuple[int, int]:
        """The first row of a shard, and the first one after it."""
        first = shard * self.shard_size
        return first, min(first + self.shard_size, self.recipe.total)

    @property
    def workshop(self) -> Workshop:
        """This process's workshop for the recipe."""
        return _warm(self.furnish, self.recipe)

    @property
    def schedule(self) -> Schedule:
        """The division of the total. Raises PipelineErrors for domains that there are not."""
        if self.workshop.rows:
            return self.workshop.rows
        domains = chosen(self.recipe.domains, self.workshop.domains)
        return Quotas(domains, INTENTS, self.recipe.total, self.recipe.seed)


@lru_cache(maxsize=1)
def _warm(furnish: Furnish, recipe: Recipe) -> Workshop:
    return furnish(recipe)
