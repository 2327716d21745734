"""The calls that answer a request, compiled: what is fixed, and what the slots decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.domain import CHANGING, Call, Domain
from stages.traces.oracle.arguments import Arguments, ListOf, Names, Source
from stages.traces.oracle.figures import Figure, Reach, least

REQUEST_SOURCE = "user_message_1"


@dataclass(frozen=True, slots=True)
class Step:
    """A call."""

    call_id: str
    tool_id: str
    arguments: dict[str, Any]
    """All, in order; those that follow are filled in."""

    slots: tuple[tuple[str, int], ...]
    """Argument, place of the slot."""

    refs: tuple[tuple[str, str], ...]
    """Argument, reference."""

    lists: tuple[tuple[str, ListOf], ...]
    dependencies: tuple[str, ...]
    reach: Reach

    because: str | None
    """Why the policy demands the call; null for what the person asked for."""

    wish: bool
    """Whether it belongs to the further wish."""

    def filled(self, values: Sequence[Any]) -> dict[str, Any]:
        """Its arguments for the values of all slots."""
        arguments = self.arguments.copy()
        for name, place in self.slots:
            arguments[name] = values[place]
        for name, ref in self.refs:
            arguments[name] = {"$ref": ref}
        for name, list_of in self.lists:
            arguments[name] = list_of(values)
        return arguments


@dataclass(frozen=True, slots=True)
class Plan:
    """All calls of a request."""

    steps: tuple[Step, ...]
    order: tuple[str, ...]
    reach: Reach
    policy_id: str

    def calls(
        self, values: Sequence[Any], created_at: str, ask: str, wish: str
    ) -> list[dict[str, Any]]:
        """In training format; `ask` and `wish` are the words that call for them."""
        return [
            {
                "call_id": step.call_id,
                "tool_id": step.tool_id,
                "arguments": step.filled(values),
                "scope": step.reach.of(values),
                "provenance": {
                    "source_type": "system" if step.because else "user",
                    "source_id": self.policy_id if step.because else REQUEST_SOURCE,
                    "timestamp": created_at,
                    "content_snippet": step.because or (wish if step.wish else ask),
                },
                "dependencies": list(step.dependencies),
            }
            for step in self.steps
        ]


def changes(domain: Domain, calls: Mapping[str, Call]) -> bool:
    """Whether anything is created, updated, deleted or exported."""
    return any(domain.tools[call.tool].intent in CHANGING for call in calls.values())


def compile_plan(
    domain: Domain, asked: Mapping[str, Call], wished: Mapping[str, Call], slots: Mapping[str, int]
) -> Plan:
    """`slots` gives the place of each slot's value."""
    calls = {**asked, **wished}
    used = {call.tool for call in calls.values()}
    demanded = {
        rule.first: rule.because for rule in reversed(domain.policy.order) if rule.then in used
    }
    names, steps = Names(slots, {}), []
    for name, call in calls.items():
        step = _step(domain, call, names, demanded.get(call.tool), name in wished)
        names.calls[name] = Source(step.call_id, step.tool_id, step.reach.rows)
        steps.append(step)
    return Plan(
        steps=tuple(steps),
        order=tuple(step.call_id for step in steps),
        reach=least([step.reach for step in steps]),
        policy_id=f"{domain.slug}-policy-v1",
    )


def _step(domain: Domain, call: Call, names: Names, because: str | None, wish: bool) -> Step:
    arguments = Arguments(domain, names, domain.tools[call.tool].takes)
    for name, value in call.args.items():
        arguments.add(name, value)
    needed = arguments.needed | {names.calls[name].call_id for name in call.after}
    return Step(
        call_id=f"call_{len(names.calls) + 1}",
        tool_id=call.tool,
        arguments=arguments.all,
        slots=tuple(arguments.slots),
        refs=tuple(arguments.refs),
        lists=tuple(arguments.lists),
        dependencies=tuple(sorted(needed, key=lambda call_id: int(call_id[len("call_") :]))),
        reach=_reach(domain, call, arguments),
        because=None if arguments.spoken else because,
        wish=wish,
    )


def _reach(domain: Domain, call: Call, arguments: Arguments) -> Reach:
    return Reach(
        rows=arguments.rows,
        days=arguments.measured.get("days", Figure()),
        target=arguments.measured.get("export_target", Figure()),
        sensitivity=domain.tools[call.tool].sensitivity,
    )
