"""What is counted of each trace: a few hundred numbers, however many traces there are."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from stages.traces.validator.diversity.graphs import Shape, shape, uses_results
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
    shapes: Counter[Shape] = field(default_factory=Counter)
    using_results: int = 0

    def add(self, traces: Sequence[Trace]) -> None:
        """Count some more valid traces."""
        requests = [trace["request"] for trace in traces]
        self.traces += len(traces)
        self.domains.update([request["domain"] for request in requests])
        self.intents.update([request["intent_category"] for request in requests])
        self._add_scopes([request["expected_scope"] for request in requests])
        self._add_graphs([trace["graph"]["calls"] for trace in traces])

    def _add_scopes(self, scopes: Sequence[Mapping[str, Any]]) -> None:
        self.sensitivities.update([scope["sensitivity_tier"] for scope in scopes])
        self.rows.update([rows_class(scope["rows_requested"]) for scope in scopes])
        self.days.update([days_class(scope["time_range_days"]) for scope in scopes])
        self.exporting += sum([scope["export_target"] is not None for scope in scopes])

    def _add_graphs(self, graphs: Sequence[Sequence[dict[str, Any]]]) -> None:
        self.tools.update([call["tool_id"] for calls in graphs for call in calls])
        self.shapes.update(map(shape, graphs))
        self.using_results += sum(map(uses_results, graphs))

    def figures(self) -> dict[str, Any]:
        """Everything as JSON values, sorted by name; shapes by how many graphs have them."""
        return {
            "traces": self.traces,
            "domains": _sorted(self.domains),
            "intents": _sorted(self.intents),
            "tools": _sorted(self.tools),
            "scopes": {
                "sensitivity_tier": _sorted(self.sensitivities),
                "rows_requested": _sorted(self.rows),
                "time_range_days": _sorted(self.days),
                "with_export_target": self.exporting,
            },
            "graphs": self._graphs(),
        }

    def _graphs(self) -> dict[str, Any]:
        most_first = sorted(self.shapes.items(), key=lambda item: (-item[1], item[0].name))
        sizes: Counter[int] = Counter()
        for one, count in most_first:
            sizes[one.calls] += count
        return {
            "mean_calls": self._share(sum(one.calls * count for one, count in most_first)),
            "with_dependency": self._having(lambda one: one.depends),
            "with_data_dependency": self._share(self.using_results),
            "with_branch": self._having(lambda one: one.branches),
            "with_join": self._having(lambda one: one.joins),
            "with_branch_or_join": self._having(lambda one: one.branches or one.joins),
            "calls": {str(size): sizes[size] for size in sorted(sizes)},
            "shapes": {one.name: count for one, count in most_first},
        }

    def _having(self, test: Callable[[Shape], bool]) -> float | None:
        return self._share(sum(count for one, count in self.shapes.items() if test(one)))

    def _share(self, part: int) -> float | None:
        """By trace; None without any."""
        return round(part / self.traces, 4) if self.traces else None


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
