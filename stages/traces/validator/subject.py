"""One trace under examination."""

from dataclasses import dataclass, field
from typing import Any

from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.shown import named
from stages.traces.validator.tables import DomainTable
from stages.traces.validator.wiring import Wiring

Reach = tuple[int, str, int | None, str | None]
"""A scope: rows, sensitivity, days, export target."""


@dataclass(slots=True)
class Subject:
    """A well-formed trace of a known domain, and what has been found so far."""

    trace: dict[str, Any]
    domain: DomainTable
    wiring: Wiring
    text: str
    """Of the request."""

    wish: str
    """The part of it that names what the calls are to be done with."""

    calls: list[dict[str, Any]]
    found: list[Problem]

    reaches: list[Reach] = field(default_factory=list)
    """Of each call examined so far: what its arguments ask for."""

    def add(self, code: Code, place: str, message: str) -> None:
        """Note a problem."""
        self.found.append(Problem(code, place, message))


def argument_place(number: int, name: object, item: int | None = None) -> str:
    """`graph.calls[1].arguments.invoice_ids[0]`; calls and items count from 0."""
    return f"graph.calls[{number}].arguments.{named(name)}" + ("" if item is None else f"[{item}]")
