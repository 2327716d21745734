"""The arguments of a call, compiled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.domain import REF, Argument, Domain, Param
from stages.traces.oracle.figures import Figure, joined

ListOf = Callable[[Sequence[Any]], list[Any]]
"""From the values of all slots to a list."""


@dataclass(frozen=True, slots=True)
class Source:
    """An earlier call."""

    call_id: str
    tool_id: str
    rows: Figure


@dataclass(frozen=True, slots=True)
class Names:
    """What arguments refer to."""

    slots: Mapping[str, int]
    """Places, by the name of the slot."""

    calls: dict[str, Source]
    """Earlier calls, by the name of the step."""


@dataclass(slots=True)
class Arguments:
    """The arguments of one call, by what decides them."""

    domain: Domain
    names: Names
    takes: Mapping[str, Param]
    all: dict[str, Any] = field(default_factory=dict)
    """Every argument in the order of the file; null where the value is yet to come."""

    slots: list[tuple[str, int]] = field(default_factory=list)
    refs: list[tuple[str, str]] = field(default_factory=list)
    lists: list[tuple[str, ListOf]] = field(default_factory=list)
    needed: set[str] = field(default_factory=set)
    """Calls whose results are used."""

    counted: list[Figure] = field(default_factory=list)
    """How many rows each list has."""

    measured: dict[str, Figure] = field(default_factory=dict)
    """Rows, days and export target, where a parameter says them."""

    spoken: bool = False
    """Whether an argument is something that the request names."""

    def add(self, name: str, value: Argument) -> None:
        """Compile one argument."""
        self.all[name] = None
        match = REF.match(value) if isinstance(value, str) else None
        if match is None:
            self._literal(name, value)
        elif match["field"] is None:
            self._slot(name, self.names.slots[match["name"]])
        else:
            self._result(name, self.names.calls[match["name"]], match["first"], match["field"])

    @property
    def rows(self) -> Figure:
        """How many rows the call touches."""
        return self.measured.get("rows") or joined(self.counted or [Figure(1)])

    def _literal(self, name: str, value: Argument) -> None:
        self._measure(name, Figure(value))
        if self.takes[name].list:
            items = value if isinstance(value, tuple) else (value,)
            self.lists.append((name, lambda values: list(items)))
            self.counted.append(Figure(len(items)))
        else:
            self.all[name] = value

    def _slot(self, name: str, place: int) -> None:
        self.spoken = True
        self._measure(name, Figure(slots=(place,)))
        if self.takes[name].list:
            self.lists.append((name, lambda values: [values[place]]))
            self.counted.append(Figure(1))
        else:
            self.slots.append((name, place))

    def _result(self, name: str, source: Source, first: str | None, part: str) -> None:
        self.needed.add(source.call_id)
        every = self.domain.tools[source.tool_id].many and not first
        ref = f"{source.call_id}{'[]' if every else first or ''}.{part}"
        if not self.takes[name].list:
            self.refs.append((name, ref))
        elif every:
            self.refs.append((name, ref))
            self.counted.append(source.rows)
        else:
            self.lists.append((name, lambda values: [{"$ref": ref}]))
            self.counted.append(Figure(1))

    def _measure(self, name: str, figure: Figure) -> None:
        self.measured[self.takes[name].kind] = figure
