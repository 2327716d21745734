"""Counts as the figures of a set: JSON values, sorted by name, shares with four decimals."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from stages.traces.validator.diversity.counts import Counts
from stages.traces.validator.diversity.graphs import Shape, shape


def share(part: int, whole: int) -> float | None:
    """None of nothing."""
    return round(part / whole, 4) if whole else None


def counted(counts: Counts) -> dict[str, Any]:
    """Everything; shapes by how many graphs have them."""
    return {
        "graphs": _graphs(counts),
        "scopes": {
            "sensitivity_tier": _sorted(counts.sensitivities),
            "rows_requested": _sorted(counts.rows),
            "time_range_days": _sorted(counts.days),
            "with_export_target": counts.exporting,
        },
        "intents": _sorted(counts.intents),
        "domains": _sorted(counts.domains),
        "tools": _sorted(counts.tools),
    }


def _graphs(counts: Counts) -> dict[str, Any]:
    shapes = sorted(counts.shapes.items(), key=lambda item: (-item[1], item[0]))
    most_first = [(shape(name), count) for name, count in shapes]
    sizes: Counter[int] = Counter()
    for one, count in most_first:
        sizes[one.calls] += count

    def having(test: Callable[[Shape], bool]) -> float | None:
        return share(sum(count for one, count in most_first if test(one)), counts.traces)

    return {
        "mean_calls": share(sum(size * count for size, count in sizes.items()), counts.traces),
        "with_dependency": having(lambda one: one.depends),
        "with_data_dependency": share(counts.using_results, counts.traces),
        "with_branch": having(lambda one: one.branches),
        "with_join": having(lambda one: one.joins),
        "with_branch_or_join": having(lambda one: one.branches or one.joins),
        "calls": {str(size): sizes[size] for size in sorted(sizes)},
        "shapes": dict(shapes),
    }


def summary(counts: Counts, figures: dict[str, Any]) -> dict[str, Any]:
    """What a person would quote first; the other figures say the same at more length."""
    graphs, duplicates, sample = figures["graphs"], figures["duplicates"], figures["sample"]
    return {
        "traces": counts.traces,
        "domains": len(counts.domains),
        "intents": len(counts.intents),
        "least_intent_share": share(min(counts.intents.values(), default=0), counts.traces),
        "tools": len(counts.tools),
        "mean_calls": graphs["mean_calls"],
        "mean_words": sample["mean_words"],
        "with_data_dependency": graphs["with_data_dependency"],
        "with_branch_or_join": graphs["with_branch_or_join"],
        "duplicate_traces": duplicates["traces"],
        "duplicate_requests_share": duplicates["requests_share"],
        "near_duplicates_share": sample["near_duplicates_share"],
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
