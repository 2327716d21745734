"""Plans of the registry as the graphs of traces would show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.domain import REF, Argument, Call, Domain, Scenario
from stages.traces.validator.constants import Constants

Place = tuple[int, str]
"""An argument: the number of its call, its name."""

PlanKey = tuple[Any, Any]
"""Name of the scenario, number of its further wish or None: as in the metadata of a trace."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanCall:
    """One call of a plan."""

    tool: str
    dependencies: list[str]

    fixed: dict[str, Any]
    """Arguments that no slot decides."""

    slots: dict[str, str]
    """The slots of the other arguments."""

    doubtful: tuple[str, ...]
    """Of those, the ones that a result or another plan's constant would fit as well."""

    names: frozenset[str]
    """Of all arguments."""

    source: str
    """`system` for what the policy demands and no slot decides, else `user`."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A scenario, or one with a further wish."""

    intent: str
    calls: tuple[PlanCall, ...]
    tools: list[str]

    shared: tuple[tuple[Place, Place], ...]
    """Pairs of arguments that one slot decides."""


def plans(domain: Domain, given: Constants) -> dict[PlanKey, Plan]:
    """All plans of a domain."""
    return {
        (name, tail): _plan(domain, scenario, wished, given)
        for name, scenario in domain.scenarios.items()
        for tail, wished in _tails(scenario)
    }


def _tails(scenario: Scenario) -> Iterator[tuple[int | None, Mapping[str, Call]]]:
    yield None, {}
    for number, tail in enumerate(scenario.also):
        yield number, tail.calls


def _plan(domain: Domain, scenario: Scenario, wished: Mapping[str, Call], given: Constants) -> Plan:
    steps = {**scenario.calls, **wished}
    calls = tuple(_call(domain, steps, call, given) for call in steps.values())
    return Plan(scenario.intent, calls, [call.tool for call in calls], tuple(_shared(calls)))


def _shared(calls: Iterable[PlanCall]) -> Iterator[tuple[Place, Place]]:
    first: dict[str, Place] = {}
    for number, call in enumerate(calls):
        for name, slot in call.slots.items():
            if slot in first:
                yield first[slot], (number, name)
            first.setdefault(slot, (number, name))


def _call(domain: Domain, steps: Mapping[str, Call], call: Call, given: Constants) -> PlanCall:
    fixed: dict[str, Any] = {}
    slots: dict[str, str] = {}
    needed = set(call.after)
    for name, value in call.args.items():
        match = REF.match(value) if isinstance(value, str) else None
        if match and match["field"] is None:
            slots[name] = match["name"]
            continue
        many = domain.tools[call.tool].takes[name].list
        if match is None:
            fixed[name] = _literal(value, many)
        else:
            needed.add(match["name"])
            fixed[name] = _result(domain, steps, match.groupdict(), many)
    ids = [_call_id(steps, name) for name in steps if name in needed]
    source = "system" if _demanded(domain, steps, call) and not slots else "user"
    return PlanCall(
        tool=call.tool,
        dependencies=ids,
        fixed=fixed,
        doubtful=tuple(
            _doubtful(domain, call, slots, [steps[name].tool for name in needed], given)
        ),
        slots=slots,
        names=frozenset(call.args),
        source=source,
    )


def _doubtful(
    domain: Domain, call: Call, slots: Iterable[str], needed: Iterable[str], given: Constants
) -> Iterator[str]:
    results = {
        kind for tool in needed for kind in domain.records[domain.tools[tool].record].values()
    }
    for name in slots:
        if (call.tool, name) in given or domain.tools[call.tool].takes[name].kind in results:
            yield name


def _demanded(domain: Domain, steps: Mapping[str, Call], call: Call) -> bool:
    tools = {step.tool for step in steps.values()}
    return any(rule.first == call.tool and rule.then in tools for rule in domain.policy.order)


def _literal(value: Argument, many: bool) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return [value] if many else value


def _result(
    domain: Domain, steps: Mapping[str, Call], match: Mapping[str, str | None], many: bool
) -> Any:
    step, part = str(match["name"]), match["first"]
    if part is None:
        part = "[]" if domain.tools[steps[step].tool].many else ""
    reference = {"$ref": f"{_call_id(steps, step)}{part}.{match['field']}"}
    return [reference] if many and part != "[]" else reference


def _call_id(steps: Mapping[str, Call], name: str) -> str:
    return f"call_{[*steps].index(name) + 1}"
