"""What the phases of a domain need, made once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.phrasing import Phrasing
from schemas.sections.oracle import OracleParams
from stages.traces.asking.briefs import Briefer
from stages.traces.asking.prompts import Prompts
from stages.traces.assembling.trace import Assembler
from stages.traces.oracle.moments import Year
from stages.traces.oracle.phrasing import load_phrasing
from stages.traces.registry.load import DomainFile
from stages.traces.validator.checker import problems
from stages.traces.validator.problem import Problem
from stages.traces.writing.job import Recipe


@dataclass(frozen=True)
class Desk:
    """A domain."""

    briefer: Briefer
    prompts: Prompts
    assembler: Assembler


class Shop:
    """All domains, each made when it is first needed."""

    def __init__(
        self, recipe: Recipe, params: OracleParams, domains: Mapping[str, DomainFile]
    ) -> None:
        self.params = params
        self.problems: Callable[[dict[str, Any]], Sequence[Problem]] = problems
        self._recipe, self._domains = recipe, domains
        self._phrasing: Phrasing = load_phrasing()
        self._year = Year(recipe.created_at)
        self._desks: dict[str, Desk] = {}

    def desk(self, name: str) -> Desk:
        """The desk of a domain."""
        if name not in self._desks:
            file = self._domains[name]
            self._desks[name] = Desk(
                Briefer(file.domain, self._phrasing, self._year, self._recipe.seed),
                Prompts(file.domain, self.params.phases),
                Assembler(file),
            )
        return self._desks[name]
