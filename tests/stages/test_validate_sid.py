import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders_sid import Trace, write_traces
from tests.release import Run, leaves, reports

REPORTS = [
    "sid-metrics.json",
    "sid-plots/calls.csv",
    "sid-plots/domains.csv",
    "sid-plots/intents.csv",
    "sid-plots/scopes.csv",
    "sid-plots/shapes.csv",
    "sid-plots/tools-least.csv",
    "sid-plots/tools-most.csv",
    "sid.json",
]
TRACES = Path("data/traces/gold-traces-test-00000-of-00001.jsonl")


def test_sound_release(release: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("validate_sid")
    message = "sid: 300 rows passed every check; figures in data/reports/sid.json\n"
    assert capsys.readouterr() == (message, "")
    files = reports()
    assert list(files) == REPORTS
    assert str(release) not in "".join(files.values())
    report = json.loads(files["sid.json"])
    assert (report["family"], report["release"], report["passed"]) == ("sid", "test", True)
    assert report["splits"] == {"default": {"train": 300}}
    assert files["sid-plots/domains.csv"].splitlines()[:2] == [
        "domain,traces",
        "AI/ML Operations,6",
    ]


def test_metrics_are_numbers(release: Path, run: Run) -> None:
    run("validate_sid")
    numbers = list(leaves(json.loads(reports()["sid-metrics.json"])))
    assert len(numbers) > 25
    assert all(type(number) in (int, float) for number in numbers)
    assert all(round(number, 4) == number for number in numbers)


def one_row_more(trace: Trace) -> None:
    trace["graph"]["calls"][0]["scope"]["rows_requested"] += 1


def unknown_tool(trace: Trace) -> None:
    trace["graph"]["calls"][0]["tool_id"] += "s"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (one_row_more, "scope.rows"),
        (unknown_tool, "tool.unknown"),
        (lambda trace: trace.pop("policy"), "shape.missing-field"),
        (lambda trace: trace["graph"].update(execution_order=[]), "graph.execution-order"),
    ],
)
def test_every_trace_is_judged_again(
    release: Path, run: Run, change: Callable[[Trace], object], code: str
) -> None:
    traces = [json.loads(line) for line in TRACES.read_text().splitlines()]
    change(traces[6])
    write_traces(TRACES, traces)
    with pytest.raises(SystemExit):
        run("validate_sid")
    assert list(reports()) == REPORTS
    report = json.loads(reports()["sid.json"])
    assert not report["passed"]
    assert report["splits"] == {"default": {"train": 299}}
    found = [problem["what"] for problem in report["problems"] if problem["line"] == 7]
    assert any(what.endswith(f"({code})") for what in found)


def test_failed_check_is_reported_and_exits(release: Path, run: Run) -> None:
    lines = TRACES.read_text().splitlines()
    TRACES.write_text("\n".join(["{", *lines[1:], ""]))
    with pytest.raises(SystemExit) as exit_:
        run("validate_sid")
    first, second, last = str(exit_.value.code).splitlines()
    assert first.startswith(f"error: {TRACES}:1: ")
    assert "bytes, the metadata says" in second
    assert last == "error: 2 problems in all; see data/reports/sid.json"
    assert json.loads(reports()["sid-metrics.json"])["problems"] == 2


def test_limits_are_those_of_the_parameters(release: Path, run: Run) -> None:
    params = Path("params.yaml")
    text = params.read_text()
    assert "    min_traces: 10000\n" in text
    assert "    mean_calls: 2.5\n" in text
    text = text.replace("min_traces: 10000", "min_traces: 300")
    params.write_text(text.replace("mean_calls: 2.5", "mean_calls: 9"))
    with pytest.raises(SystemExit) as exit_:
        run("validate_sid")
    first = str(exit_.value.code).splitlines()[0]
    assert first.startswith("error: data/traces: mean_calls is 2.")
    assert first.endswith("; validate.sid wants at least 9")
