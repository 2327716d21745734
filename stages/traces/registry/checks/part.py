"""A scenario, or one of its tails, with what it may refer to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.domain import REF, Call, Domain
from stages.traces.registry.problem import Path


@dataclass(frozen=True, slots=True)
class Part:
    """One list of asks with the calls that answer it."""

    domain: Domain
    path: Path
    asks: Sequence[str]

    own: Mapping[str, str]
    """Its slots, that every ask names."""

    calls: Mapping[str, Call]

    outer: Mapping[str, str] = field(default_factory=dict)
    """The slots of the scenario that a tail belongs to."""

    earlier: Mapping[str, Call] = field(default_factory=dict)
    """The calls of that scenario."""

    @property
    def slots(self) -> Mapping[str, str]:
        """All slots that its calls may use."""
        return {**self.outer, **self.own}

    @property
    def all_calls(self) -> Mapping[str, Call]:
        """The calls of the whole graph, in their order."""
        return {**self.earlier, **self.calls}


def parts(domain: Domain) -> Iterator[Part]:
    """Every scenario, and every tail after the scenario that it belongs to."""
    for name, scenario in domain.scenarios.items():
        path = ("scenarios", name)
        yield Part(domain, path, scenario.asks, scenario.slots, scenario.calls)
        for index, tail in enumerate(scenario.also):
            yield Part(
                domain,
                (*path, "also", index),
                tail.asks,
                tail.slots,
                tail.calls,
                outer=scenario.slots,
                earlier=scenario.calls,
            )


def arguments(call: Call) -> Iterator[tuple[str, str, str | None, bool]]:
    """The arguments that are no literals: parameter, slot or call, field, and whether `[0]`.

    The field of a slot is None.
    """
    for name, value in call.args.items():
        if isinstance(value, str) and (match := REF.match(value)):
            yield name, match["name"], match["field"], bool(match["first"])


def needs(call: Call) -> set[str]:
    """The calls that come before a call: those it refers to, and those it names in `after`."""
    return {name for _, name, fields, _ in arguments(call) if fields} | set(call.after)
