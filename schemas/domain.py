"""A domain: what people ask for there, the tools that do it, and the policy that bounds them.

One YAML file a domain, schemas/domains/<slug>.yaml, where the slug of `E-commerce` is `e_commerce`.
These models hold what can be seen at one place of a file; `stages.traces.registry` checks that the
places agree.
"""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from schemas.briefing import Briefing
from schemas.domain_words import (
    BUILTIN_KINDS,
    CHANGING,
    COUNT,
    DAYS,
    INTENTS,
    REF,
    SENSITIVITIES,
    SLOT,
    SLOT_KINDS,
    SPAN,
    TOOL_ID,
    WILDCARDS,
    Argument,
    Ask,
    Day,
    Intent,
    Name,
    Reason,
    Sensitivity,
    Text,
    ToolId,
    Values,
    ascending,
    distinct,
    slug,
)
from schemas.strict import Strict

__all__ = [
    "BUILTIN_KINDS",
    "CHANGING",
    "COUNT",
    "DAYS",
    "INTENTS",
    "REF",
    "SENSITIVITIES",
    "SLOT",
    "SLOT_KINDS",
    "SPAN",
    "TOOL_ID",
    "Argument",
    "Call",
    "Day",
    "Domain",
    "Intent",
    "Kind",
    "Limits",
    "Order",
    "Param",
    "Policy",
    "ReadOnly",
    "Scenario",
    "Sensitivity",
    "Tail",
    "Tool",
    "slug",
]


class Kind(Strict):
    """A type of values of this domain: exactly one of pattern, values, integer, number."""

    pattern: str | None = Field(default=None, pattern=r"^[^\s{}$][^{}$]*$")
    """`INV-####`: # is a digit, @ an upper-case letter; every other character stands for itself."""

    values: Values | None = None
    """Realistic examples; with `closed` the only values there are."""

    closed: bool = False

    integer: Annotated[tuple[int, int], AfterValidator(ascending)] | None = None
    """Smallest and largest."""

    number: Annotated[tuple[float, float], AfterValidator(ascending)] | None = None
    """Smallest and largest, two decimals."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [v for v in (self.pattern, self.values, self.integer, self.number) if v is not None]
        if len(given) != 1:
            raise ValueError("give one of pattern, values, integer, number")
        if self.closed and self.values is None:
            raise ValueError("closed says something of values only")
        if self.pattern is not None and not set(self.pattern) & set("#@"):
            raise ValueError("the pattern has neither # nor @: it is one value")
        return self

    @property
    def regex(self) -> str:
        """The pattern as a regular expression; without one, what matches nothing."""
        if self.pattern is None:
            return r"(?!)"
        return "".join(WILDCARDS.get(char, re.escape(char)) for char in self.pattern)


class Param(Strict):
    """A parameter of a tool."""

    kind: Name
    """A kind of the domain or a built-in one."""

    about: Text = Field(min_length=3)
    list: bool = False
    optional: bool = False
    max: int | None = Field(default=None, ge=1)
    """Of rows and days, and needed there."""

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        measured = self.kind in ("rows", "days")
        if measured and self.max is None:
            raise ValueError(f"a parameter of kind {self.kind} needs max")
        if not measured and self.max is not None:
            raise ValueError("max is of rows and days only; a kind has its own bounds")
        if self.list and (measured or self.kind in ("export_target", "boolean")):
            raise ValueError(f"a parameter of kind {self.kind} can't be a list")
        return self


class Tool(Strict):
    """A tool: an API operation."""

    name: Text = Field(min_length=3)
    about: Text = Field(min_length=10)
    intent: Intent
    sensitivity: Sensitivity
    auth: bool = True
    """Whether it needs authorisation."""

    takes: dict[Name, Param]

    gives: str = Field(pattern=r"^[a-z][a-z0-9_]*(\[\])?$")
    """A record of the domain, `invoice`, or a list of them, `invoice[]`."""

    @property
    def record(self) -> str:
        """The record that it gives, one or many."""
        return self.gives.removesuffix("[]")

    @property
    def many(self) -> bool:
        """Whether it gives a list."""
        return self.gives.endswith("[]")


class Order(Strict):
    """`then` may only be called after `first`, in the same graph."""

    first: ToolId
    then: ToolId
    because: Reason

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.first == self.then:
            raise ValueError("a tool can't come before itself")
        return self


class ReadOnly(Strict):
    """When nothing may be changed: days of the week and hours, UTC."""

    days: Annotated[tuple[Day, ...], Field(min_length=1), AfterValidator(distinct)]
    from_hour: int = Field(ge=0, le=23)
    """The first hour of the window."""

    to_hour: int = Field(ge=1, le=24)
    """The hour that is the first after it, on the same day."""

    because: Reason

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.from_hour >= self.to_hour:
            raise ValueError("from_hour is not before to_hour; a window over midnight is two")
        return self


class Limits(Strict):
    """Hard numbers."""

    rows: int = Field(ge=1)
    """Most rows that one call may touch; a call of intent export has export_rows instead."""

    export_rows: int = Field(ge=1)

    days: int = Field(ge=1)
    """Longest span of time that one call may look at."""


class Policy(Strict):
    """In words and as rules that a machine enforces."""

    description: Text = Field(min_length=30)

    rules: tuple[Reason, ...] = Field(min_length=4)
    """What the rest of the policy says, in words."""

    forbidden: dict[ToolId, Reason] = Field(min_length=1)
    """Tools of this domain that an agent may not call, with the reason."""

    limits: Limits
    export_targets: Values

    ceiling: Sensitivity
    """Most sensitive tier that a call may touch."""

    order: tuple[Order, ...] = Field(min_length=1)
    read_only: tuple[ReadOnly, ...] = ()


class Call(Strict):
    """A step of a plan."""

    tool: ToolId
    args: dict[Name, Argument] = Field(default_factory=dict)
    """Plain, `$slot`, `$call.field`, `$call[0].field`."""

    after: tuple[Name, ...] = ()
    """Steps that come first though nothing of theirs is used: an approval."""


class Tail(Strict):
    """Something that some people also ask for: `, and ...`."""

    asks: Annotated[tuple[Ask, ...], Field(min_length=3), AfterValidator(distinct)]
    slots: dict[Name, str] = Field(default_factory=dict)
    calls: dict[Name, Call] = Field(min_length=1)


class Scenario(Strict):
    """Something that people in this domain ask for."""

    intent: Intent

    slots: dict[Name, str] = Field(default_factory=dict)
    """By name: a kind of the domain, person, email, date, export_target, `2..9` (a count), or
    `days 7..90` (a span of time, rendered in words)."""

    asks: Annotated[tuple[Ask, ...], Field(min_length=5), AfterValidator(distinct)]
    calls: dict[Name, Call] = Field(min_length=1)
    also: tuple[Tail, ...] = ()


class Domain(Strict):
    """One file."""

    domain: Text
    """The name, `E-commerce`."""

    about: Text = Field(min_length=20)
    kinds: dict[Name, Kind]

    records: dict[Name, Annotated[dict[Name, Name], Field(min_length=1)]]
    """Fields of what tools return, by kind."""

    tools: dict[ToolId, Tool] = Field(min_length=7)
    """By id, `finance.search_invoices`."""

    policy: Policy
    scenarios: dict[Name, Scenario] = Field(min_length=12)
    briefing: Briefing | None = None
    """For the oracle that asks a model; templates need none."""

    @property
    def slug(self) -> str:
        """The name of the file without .yaml, and what tool ids begin with."""
        return slug(self.domain)

    @property
    def callable(self) -> dict[str, Tool]:
        """The tools that the policy does not forbid."""
        return {i: tool for i, tool in self.tools.items() if i not in self.policy.forbidden}
