"""Run the checks of SID as the stage does, with a judge that finds one kind of thing only."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.sections.validate import SidChecks
from stages.checks.outcome import Outcome
from stages.checks.sid.check import check
from stages.traces.measure import measure
from stages.traces.registry.load import load_domains
from tests.builders_sid import TWO, Trace, write_traces

FILES = tuple(Path(f"data/traces/gold-traces-test-{n:05d}-of-00003.jsonl") for n in range(3))
METADATA = Path("data/traces/metadata-test.json")
REGISTRY = {name: load_domains()[name].domain for name in TWO}
CODE = "shape.wrong-type"
SHOWN = 2
"""Findings of a file that the stand-in keeps."""


def limits(**changes: Any) -> SidChecks:
    values: dict[str, Any] = {
        "min_traces": 1_000,
        "repeated_requests": 0.001,
        "near_duplicates": 0.05,
        "mean_calls": 2.5,
        "data_dependency": 0.3,
        "branch_or_join": 0.1,
        "intent_share": 0.08,
    }
    return SidChecks(**values | changes)


@dataclass(frozen=True)
class Found:
    line: int
    code: str = CODE
    place: str = "validated"
    message: str = "False where True should be"


@dataclass(frozen=True)
class Verdict:
    rows: int
    codes: dict[str, int]
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class Judgement:
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    diversity: dict[str, Any] = field(default_factory=dict)


def judge(files: Sequence[Path], workers: int) -> Judgement:
    """A trace that says it was not validated is wrong, a file without any, and nothing else."""
    assert workers == 1
    verdicts, sound = {}, []
    for path in files:
        traces = [json.loads(line) for line in path.read_text().splitlines()]
        wrong = [n for n, trace in enumerate(traces, 1) if not trace["validated"]]
        wrong = wrong if traces else [0]
        sound += [trace for trace in traces if trace["validated"]]
        codes = {CODE: len(wrong)} if wrong else {}
        shown = tuple(map(Found, wrong[:SHOWN]))
        verdicts[path.name] = Verdict(len(traces), codes, shown)
    return Judgement(verdicts, measure(sound))


def checked(folder: Path, **changes: Any) -> Outcome:
    return check(folder, "test", limits(**changes), REGISTRY, judge, 1)


def problems_of(folder: Path, **changes: Any) -> list[str]:
    report = checked(folder, **changes).report
    assert report.passed == (not report.problems)
    return [f"{problem.place}: {problem.what}" for problem in report.problems]


def with_metadata(folder: Path, change: Callable[[Any], object]) -> list[str]:
    """Problems of a set whose metadata were changed."""
    file = json.loads(METADATA.read_text())
    change(file)
    METADATA.write_text(json.dumps(file))
    return problems_of(folder)


def rewrite(path: Path, change: Callable[[list[Trace]], object]) -> None:
    """Change the traces of one file alone."""
    traces = [json.loads(line) for line in path.read_text().splitlines()]
    change(traces)
    write_traces(path, traces)
