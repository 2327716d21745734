"""What is counted of each trace: a few hundred numbers, however many traces there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from stages.traces.validator.diversity.graphs import shape_name, uses_results
from stages.traces.validator.diversity.scopes import days_class, rows_class

Trace = Mapping[str, Any]


@dataclass(slots=True)
class Counts:
    """Counts so far."""

    traces: int = 0
    domains: Counter[str] = field(default_factory=Counter)
    intents: Counter[str] = field(default_factory=Counter)
    tools: Counter[str] = field(default_factory=Counter)
    """Calls by tool."""

    sensitivities: Counter[str] = field(default_factory=Counter)
    """Of expected scopes, as the next three."""

    rows: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    exporting: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    """Graphs by the name of their shape."""

    using_results: int = 0

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> Self:
        """From the fields as JSON values."""
        plain: dict[str, Any] = {
            name: Counter(value) if isinstance(value, dict) else value
            for name, value in values.items()
        }
        return cls(**plain)

    def add(self, traces: Sequence[Trace]) -> None:
        """Count some more valid traces."""
        requests = [trace["request"] for trace in traces]
        self.traces += len(traces)
        self.domains.update([request["domain"] for request in requests])
        self.intents.update([request["intent_category"] for request in requests])
        self._add_scopes([request["expected_scope"] for request in requests])
        self._add_graphs([trace["graph"]["calls"] for trace in traces])

    def merge(self, other: "Counts") -> None:
        """Count what was counted elsewhere."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def _add_scopes(self, scopes: Sequence[Mapping[str, Any]]) -> None:
        self.sensitivities.update([scope["sensitivity_tier"] for scope in scopes])
        self.rows.update([rows_class(scope["rows_requested"]) for scope in scopes])
        self.days.update([days_class(scope["time_range_days"]) for scope in scopes])
        self.exporting += sum([scope["export_target"] is not None for scope in scopes])

    def _add_graphs(self, graphs: Sequence[Sequence[dict[str, Any]]]) -> None:
        self.tools.update([call["tool_id"] for calls in graphs for call in calls])
        self.shapes.update(map(shape_name, graphs))
        self.using_results += sum(map(uses_results, graphs))
