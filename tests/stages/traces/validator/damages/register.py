"""A damage: what it does to a trace, and the finding that must follow."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from schemas.domain import Domain
from stages.traces.validator.problem import Code

Trace = dict[str, Any]
Apply = Callable[[Trace, Domain], str | None]
"""Damages a trace in place and returns where; None where the trace offers no occasion."""


class Damage(NamedTuple):
    name: str
    code: Code
    apply: Apply
    scenario: bool
    """Whether only a trace that names its scenario gives it away."""


DAMAGES: list[Damage] = []


def damage(code: Code, scenario: bool = False) -> Callable[[Apply], Apply]:
    def note(apply: Apply) -> Apply:
        DAMAGES.append(Damage(apply.__name__, code, apply, scenario))
        return apply

    return note


class Argument(NamedTuple):
    """One argument of one call."""

    number: int
    arguments: dict[str, Any]
    name: str
    kind: str
    list: bool

    @property
    def value(self) -> Any:
        return self.arguments[self.name]

    @property
    def place(self) -> str:
        return f"graph.calls[{self.number}].arguments.{self.name}"


def calls(trace: Trace) -> list[dict[str, Any]]:
    return trace["graph"]["calls"]


def arguments(trace: Trace, domain: Domain) -> Iterator[Argument]:
    for number, call in enumerate(calls(trace)):
        takes = domain.tools[call["tool_id"]].takes
        for name in call["arguments"]:
            param = takes[name]
            yield Argument(number, call["arguments"], name, param.kind, param.list)


def references(trace: Trace, domain: Domain) -> Iterator[Argument]:
    """Arguments that are the result of a call, not wrapped in a list."""
    return (one for one in arguments(trace, domain) if type(one.value) is dict)


def of_kind(trace: Trace, domain: Domain, *kinds: str) -> Iterator[Argument]:
    """Single literals of built-in kinds."""
    found = (one for one in arguments(trace, domain) if not one.list and one.kind in kinds)
    return (one for one in found if type(one.value) is not dict)


def of_form(trace: Trace, domain: Domain, form: str) -> Iterator[Argument]:
    """Single literals of the domain's kinds that have a pattern, values, ..."""
    for one in arguments(trace, domain):
        kind = domain.kinds.get(one.kind)
        if kind and getattr(kind, form) and not one.list and type(one.value) is not dict:
            yield one


def source(one: Argument) -> tuple[int, str, str]:
    """The number, the part and the field of the call that a reference is to."""
    call, _, field = one.value["$ref"].partition(".")
    call_id, bracket, rest = call.partition("[")
    return int(call_id.removeprefix("call_")) - 1, bracket + rest, field


def say(trace: Trace, more: str) -> None:
    """In the request, and as what led to the calls that the person wants."""
    trace["request"]["text"] += more
    for call in calls(trace):
        if call["provenance"]["source_type"] == "user":
            call["provenance"]["content_snippet"] = trace["request"]["text"]
