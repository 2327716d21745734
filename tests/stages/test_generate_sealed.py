"""generate-traces with the sealed answers of a model."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from schemas.seal import Seal
from schemas.traces_metadata import TracesMetadata
from stages.traces.judging.judge import judge
from stages.traces.writing.read import read_traces
from tests.stages.traces.sealing.commands import generate
from tests.stages.traces.sealing.sets import ROOT, SEALED, contents, rows, write_sealed

TRACES = Path("data/traces")
METRICS = Path("data/reports/oracle-metrics.json")
REJECTS = Path("data/rejects/traces.jsonl")


@pytest.fixture
def seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seal:
    """In the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_sealed(Path(SEALED))


def files() -> list[Path]:
    return sorted(TRACES.glob("gold-traces-*"))


def account() -> TracesMetadata:
    return TracesMetadata.model_validate_json((TRACES / "metadata-test.json").read_bytes())


@pytest.mark.parametrize("form", ["jsonl", "jsonl.zst", "parquet"])
def test_each_format(seal: Seal, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    generate(format=form)
    shards = -(-seal.accepted // 8)
    rejected = seal.files["rejected.parquet"].rows
    assert capsys.readouterr().out == (
        f"{seal.accepted} traces in {shards} files; {rejected} rejected and replaced\n"
    )
    names = [f"gold-traces-test-{n:05d}-of-{shards:05d}.{form}" for n in range(shards)]
    assert [path.name for path in files()] == names
    traces = [trace for path in files() for trace in read_traces(path)]
    wanted = [(row["row"], row["text"]) for row in rows(Path(SEALED, "traces.parquet"))]
    assert [
        (int(trace["trace_id"].rpartition("-")[2]), trace["request"]["text"]) for trace in traces
    ] == wanted
    assert {trace["metadata"]["oracle"] for trace in traces} == {"anthropic"}
    assert all(trace["validated"] for trace in traces)
    assert not any(verdict.codes for verdict in judge(files(), 1).verdicts.values())
    assert not list(Path(".cache/traces").iterdir())


def test_the_command_that_judges_files_agrees(seal: Seal) -> None:
    generate()
    done = subprocess.run(
        [sys.executable, "-m", "stages.judge_traces", *map(str, files())],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith(f"{seal.accepted} traces, no problems\n")


@pytest.mark.parametrize("form", ["jsonl", "jsonl.zst", "parquet"])
def test_workers_change_no_byte(seal: Seal, form: str) -> None:
    generate(format=form)
    before = contents(Path("data"))
    shutil.rmtree(TRACES)
    generate(format=form, workers=2)
    assert contents(Path("data")) == before


def test_metadata(seal: Seal) -> None:
    generate()
    found = account()
    assert found.oracle == "anthropic"
    assert found.models == {
        "requests": "claude-sonnet-5-5",
        "plan": "claude-sonnet-5-5",
        "judgement": "claude-haiku-5-5",
    }
    assert (found.wanted, found.total) == (40, seal.accepted)
    assert [cell.model_dump() for cell in found.unfilled] == [
        cell.model_dump() for cell in seal.unfilled
    ]
    refused = rows(Path(SEALED, "rejected.parquet"))
    assert found.generated == seal.accepted + len(refused)
    assert {(cell.domain, cell.intent): cell.traces for cell in found.rejected} == Counter(
        (row["domain"], row["intent"]) for row in refused
    )
    codes: Counter[str] = Counter()
    for cell in found.rejected:
        codes.update(cell.codes)
    assert codes == Counter(code for row in refused for code in row["codes"])


def test_what_was_rejected_is_told_of(seal: Seal) -> None:
    generate()
    written = [json.loads(line) for line in REJECTS.read_text().splitlines()]
    assert written == [
        {
            "domain": row["domain"],
            "intent": row["intent"],
            "problems": [
                {"code": code, "place": row["phase"], "message": "; ".join(row["problems"])}
                for code in row["codes"]
            ],
            "row": row["row"],
            "attempt": row["attempt"],
            "text": row["text"],
        }
        for row in rows(Path(SEALED, "rejected.parquet"))
    ]


def test_a_line_for_each_cell_that_is_short(seal: Seal, capsys: pytest.CaptureFixture[str]) -> None:
    generate()
    assert seal.unfilled
    assert capsys.readouterr().err.splitlines() == [
        f"short by {cell.traces}: {cell.domain}, {cell.intent}" for cell in seal.unfilled
    ]


def test_metrics(seal: Seal) -> None:
    generate()
    found = json.loads(METRICS.read_text())
    assert (found["oracle"], found["traces"]) == ("anthropic", seal.accepted)
    assert found["dollars_per_trace"] > 0
    generate(oracle="template")
    assert json.loads(METRICS.read_text()) == {"oracle": "template"}
    assert account().models == {}
