"""What all traces of one plan share, laid out so that the rest is soon compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from stages.traces.validator.expected import RANK
from stages.traces.validator.kinds import Accepts
from stages.traces.validator.naming import Names
from stages.traces.validator.plans import Place, Plan, PlanCall
from stages.traces.validator.provenance import MESSAGE
from stages.traces.validator.references import parse
from stages.traces.validator.rules import demands
from stages.traces.validator.tables import DomainTable, ToolTable

Values = Callable[[dict[str, Any]], Any]
"""The values of some keys of an object, as a tuple. Raises KeyError if one is missing."""


class Said(NamedTuple):
    """An argument that a slot decides."""

    wrapped: bool
    """Whether it is the one item of a list."""

    types: tuple[type, ...]
    accepts: Accepts
    names: Names


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A call."""

    call_id: str
    tool_id: str
    dependencies: list[str]
    source: str
    source_id: str

    reasons: tuple[str, ...] | None
    """Why the policy wants it; None for what the request wants."""

    arguments: Values
    """The values of all arguments: first those of `fixed`, then those of `said`."""

    fixed: dict[str, Any]
    """What is the same in all traces."""

    constants: tuple[Any, ...]
    """Its values."""

    figures: tuple[tuple[str, tuple[type, ...]], ...]
    """Types of those that are no text: true and 1.0 are equal to 1."""

    said: tuple[Said, ...]
    """What slots decide: the request names it."""

    rows_by: str | None
    """The argument that says how many rows; None if the other two decide."""

    rows: int
    """At least so many."""

    sources: tuple[int, ...]
    """Calls all of whose results it takes."""

    most_rows: int
    sensitivity: str
    days: tuple[str, ...]
    target: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A plan."""

    intent: str
    steps: tuple[Step, ...]
    order: list[str]
    sensitivity: str
    changes: bool

    shared: tuple[tuple[Place, Place], ...]
    """Arguments that one slot decides."""

    twins: tuple[tuple[int, int], ...]
    """Calls of one tool."""


def frame_of(plan: Plan, domain: DomainTable) -> Frame:
    """The frame of a plan."""
    tools = tuple(domain.tools[tool] for tool in plan.tools)
    reasons = demands(tools)
    numbers = range(len(tools))
    return Frame(
        intent=plan.intent,
        steps=tuple(
            _step(number, call, tool, why, domain)
            for number, (call, tool, why) in enumerate(zip(plan.calls, tools, reasons, strict=True))
        ),
        order=[_call_id(number) for number in numbers],
        sensitivity=max((tool.sensitivity for tool in tools), key=RANK.__getitem__),
        changes=any(tool.changes for tool in tools),
        shared=plan.shared,
        twins=tuple(
            (one, two) for two in numbers for one in range(two) if tools[one] is tools[two]
        ),
    )


def _step(
    number: int, call: PlanCall, tool: ToolTable, why: tuple[str, ...], domain: DomainTable
) -> Step:
    lists = [call.fixed[name] for name in tool.lists if name in call.fixed]
    return Step(
        call_id=_call_id(number),
        tool_id=tool.id,
        dependencies=call.dependencies,
        source=call.source,
        source_id=MESSAGE if call.source == "user" else domain.policy["policy_id"],
        reasons=None if call.source == "user" else why,
        arguments=_values([*call.fixed, *call.slots]),
        fixed=call.fixed,
        constants=tuple(call.fixed.values()),
        figures=tuple(_figures(call.fixed, tool)),
        said=tuple(_said(name, tool) for name in call.slots),
        rows_by=next((name for name in tool.rows if name in call.names), None),
        rows=max([1, *(len(one) for one in lists if type(one) is list)]),
        sources=tuple(_sources(lists)),
        most_rows=tool.most_rows,
        sensitivity=tool.sensitivity,
        days=tuple(name for name in tool.days if name in call.names),
        target=next((name for name in tool.targets if name in call.names), None),
    )


def _call_id(number: int) -> str:
    return f"call_{number + 1}"


def _values(names: Sequence[str]) -> Values:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple([values[name] for name in names])


def _said(name: str, tool: ToolTable) -> Said:
    param = tool.params[name]
    return Said(param.list, param.types, param.accepts, param.names)


def _figures(fixed: dict[str, Any], tool: ToolTable) -> Iterator[tuple[str, tuple[type, ...]]]:
    for name, value in fixed.items():
        if type(value) not in (str, dict, list):
            yield name, tool.params[name].types


def _sources(lists: Iterable[Any]) -> Iterator[int]:
    for one in lists:
        if type(one) is dict and (parsed := parse(one["$ref"])) and parsed[1] == "[]":
            yield int(parsed[0].removeprefix("call_")) - 1
