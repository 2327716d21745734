"""Figures in the shapes that `dvc metrics` and `dvc plots` show."""

from collections.abc import Mapping
from typing import Any

from stages.checks.outcome import Cell, Plot
from stages.checks.sid.figures import Figures

SHOWN = 20
"""Bars of a plot of the most or the least of something."""

Row = tuple[Cell, ...]


def metrics(figures: Figures, problems: int) -> dict[str, Any]:
    """Numbers only, nested by name; what could not be measured is left out."""
    diversity, coverage = figures.diversity, figures.coverage
    return {
        "problems": problems,
        "traces": figures.traces,
        "rejected": figures.rejected,
        "domains": len(coverage.domains) - len(coverage.missing),
        "tools": len(coverage.calls) - len(coverage.unused),
        "limits": {bound.name: round(bound.measured, 4) for bound in figures.bounds},
        "duplicates": _numbers(diversity["duplicates"]),
        "graphs": _numbers(diversity["graphs"]),
        "sample": _numbers(diversity["sample"]),
    }


def _numbers(found: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the first level."""
    return {k: round(v, 4) for k, v in found.items() if isinstance(v, int | float)}


def plots(figures: Figures) -> dict[str, Plot]:
    """Tables by name; a column `bar` names the bar that a row is part of."""
    diversity, tools = figures.diversity, figures.coverage.calls
    graphs = diversity["graphs"]
    sizes = [(int(calls), traces) for calls, traces in graphs["calls"].items()]
    return {
        "domains": Plot(("domain", "traces"), sorted(diversity["domains"].items())),
        "intents": Plot(("intent", "traces"), sorted(diversity["intents"].items())),
        "calls": Plot(("calls", "traces"), sizes),
        "shapes": Plot(("shape", "calls", "traces"), _shapes(graphs["shapes"])),
        "scopes": Plot(("figure", "class", "bar", "traces"), _scopes(diversity["scopes"])),
        "tools-least": Plot(("tool", "calls"), _most(tools, sign=1)),
        "tools-most": Plot(("tool", "calls"), _most(tools, sign=-1)),
    }


def _most(counts: Mapping[str, int], sign: int) -> list[tuple[str, int]]:
    """The ends of a list that is in order of counts, upwards or, with -1, downwards."""
    return sorted(counts.items(), key=lambda item: (sign * item[1], item[0]))[:SHOWN]


def _shapes(counts: Mapping[str, int]) -> list[Row]:
    """The most frequent, `-|1|1|2 3`: call 1 needs none, 2 and 3 need 1, 4 needs both."""
    return [(shape, shape.count("|") + 1, traces) for shape, traces in _most(counts, sign=-1)]


def _scopes(scopes: Mapping[str, Any]) -> list[Row]:
    """Traces by class of each figure of the expected scope."""
    return [
        (figure, name, f"{figure} {name}", traces)
        for figure, classes in scopes.items()
        if isinstance(classes, Mapping)
        for name, traces in classes.items()
    ]
