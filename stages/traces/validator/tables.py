"""A domain as the checks need it: compiled once, read for every trace."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stages.traces.validator.kinds import Accepts
from stages.traces.validator.naming import Names
from stages.traces.validator.plans import Plan, PlanKey

Constants = frozenset[Any]


@dataclass(frozen=True, slots=True, eq=False)
class ParamTable:
    """A parameter."""

    kind: str
    list: bool
    types: tuple[type, ...]
    accepts: Accepts
    allows: Accepts
    wanted: str
    names: Names

    constants: Constants
    """Values that plans of the domain give it by themselves: a request need not name them."""


@dataclass(frozen=True, slots=True, eq=False)
class ToolTable:
    """A tool. Parameters of kinds that make its scope are listed by kind."""

    id: str
    intent: str
    changes: bool
    sensitivity: str
    forbidden: str | None
    """The reason, where the policy forbids it."""

    above_ceiling: bool
    most_rows: int
    params: dict[str, ParamTable]
    required: frozenset[str]
    rows: tuple[str, ...]
    days: tuple[str, ...]
    targets: tuple[str, ...]
    lists: tuple[str, ...]
    fields: dict[str, str]
    """Kinds of the fields of its result."""

    many: bool
    """Whether its result is a list of records."""

    needs: tuple[tuple[str, str], ...]
    """Tools that come before it, and why."""


@dataclass(frozen=True, slots=True, eq=False)
class DomainTable:
    """A domain."""

    name: str
    slug: str
    policy: dict[str, Any]
    policy_bytes: bytes
    tools: dict[str, ToolTable]
    most_days: int
    ceiling: str
    export_targets: frozenset[str]

    digest: str
    """Of its file."""

    registry: Mapping[str, str]
    """Names of all domains, by tool id."""

    plans: Mapping[PlanKey, Plan]
    closed: Mapping[tuple[int, int], str]
    """By day of the week, Monday 0, and hour: why nothing may change then."""
