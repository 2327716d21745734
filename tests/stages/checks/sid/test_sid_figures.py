"""What is measured, and the tables of it."""

import json
from pathlib import Path
from typing import Any

from tests.builders_sid import build_traces
from tests.stages.checks.sid.checking import FILES, METADATA, REGISTRY, checked, rewrite


def rejecting(file: Any) -> None:
    cell = {"domain": "Finance", "intent": "export", "traces": 2, "codes": {"policy.order": 3}}
    file.update(generated=26, rejected=[cell])


def test_figures(folder: Path) -> None:
    file = json.loads(METADATA.read_text())
    rejecting(file)
    METADATA.write_text(json.dumps(file))
    figures = checked(folder, min_traces=24, mean_calls=9).report.figures
    assert (figures["traces"], figures["generated"], figures["rejected"]) == (24, 26, 2)
    assert figures["rejected_codes"] == {"policy.order": 3}
    assert (figures["domains"], figures["domains_left_out"]) == (2, [])
    assert figures["tools"] == sum(len(domain.callable) for domain in REGISTRY.values())
    assert figures["limits_enforced"] is True
    assert figures["limits"]["mean_calls"] == {
        "measured": figures["diversity"]["graphs"]["mean_calls"],
        "least": 9,
        "kept": False,
    }
    assert figures["limits"]["near_duplicates"] == {"measured": 0.0, "most": 0.05, "kept": True}
    assert len(figures["limits"]) == 5 + 6
    assert checked(folder).report.figures["limits_enforced"] is False


def test_figures_of_nothing(folder: Path) -> None:
    for path in FILES:
        rewrite(path, lambda traces: [trace.update(validated=False) for trace in traces])
    outcome = checked(folder, min_traces=1)
    assert outcome.report.problem_count == 24 + 3  # and three sizes
    assert outcome.report.figures["limits"] == {}
    assert outcome.report.splits == {}
    assert outcome.metrics["traces"] == 0


def test_metrics(folder: Path) -> None:
    metrics = checked(folder).metrics
    calls = [call["tool_id"] for trace in build_traces() for call in trace["graph"]["calls"]]
    assert (metrics["problems"], metrics["traces"], metrics["domains"]) == (0, 24, 2)
    assert metrics["tools"] == len(set(calls))
    assert metrics["graphs"]["mean_calls"] == round(len(calls) / 24, 4)
    assert metrics["limits"]["intent_share.export"] == 0.1667


def test_plots(folder: Path) -> None:
    plots = checked(folder).plots
    assert sorted(plots) == [
        "calls",
        "domains",
        "intents",
        "scopes",
        "shapes",
        "tools-least",
        "tools-most",
    ]
    assert plots["domains"].rows == [("Finance", 12), ("Healthcare", 12)]
    assert plots["intents"].rows[0] == ("analyze", 4)
    assert sum(traces for _, traces in plots["calls"].rows) == 24
    assert sum(traces for _, _, traces in plots["shapes"].rows) == 24
    assert all(shape.count("|") + 1 == calls for shape, calls, _ in plots["shapes"].rows)
    tiers = [row for row in plots["scopes"].rows if row[0] == "sensitivity_tier"]
    assert sum(row[3] for row in tiers) == 24
    assert tiers[0][2] == f"sensitivity_tier {tiers[0][1]}"
    most, least = (plots[f"tools-{end}"].rows for end in ("most", "least"))
    calls = [call["tool_id"] for trace in build_traces() for call in trace["graph"]["calls"]]
    assert most[0][1] == max(map(calls.count, calls))
    tools = [tool for domain in REGISTRY.values() for tool in domain.callable]
    assert [row[1] for row in least] == sorted(map(calls.count, tools))[: len(least)]
    assert [row[1] for row in most] == sorted((row[1] for row in most), reverse=True)
