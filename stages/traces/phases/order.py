"""What is asked for, and how."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.domain import INTENTS
from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import OracleRuntime
from stages.traces.registry.load import DomainFile
from stages.traces.writing.job import Recipe
from stages.traces.writing.quotas import Quotas

AHEAD = 4
"""How many traces are in progress for each request that may be in flight: each waits for three
answers, one after the other, and its group for others."""

MOST = 64_000
"""The same for batches, which come back after hours: each trace takes some 12 kB until then."""


@dataclass(frozen=True, slots=True)
class Order:
    """A set."""

    recipe: Recipe
    params: OracleParams
    runtime: OracleRuntime
    retries: int
    domains: Mapping[str, DomainFile]

    @property
    def quotas(self) -> Quotas:
        """The rows of the set."""
        recipe = self.recipe
        return Quotas(recipe.domains or tuple(self.domains), INTENTS, recipe.total, recipe.seed)

    @property
    def window(self) -> int:
        """How many traces are in progress at a time."""
        if self.runtime.transport == "batches":
            return MOST
        return AHEAD * self.runtime.concurrency * len(self.runtime.keys)
