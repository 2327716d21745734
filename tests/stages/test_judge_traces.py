"""The command that judges files, as its users run it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from stages.traces.stream import stream_traces

ROOT = Path(__file__).parents[2]
Trace = dict[str, Any]


@pytest.fixture
def traces() -> list[Trace]:
    return list(stream_traces(3, 5, "2026-11-22T00:00:00Z", domains=["Finance"]))


def write(path: Path, traces: list[Trace]) -> None:
    path.write_bytes(b"".join(orjson.dumps(one) + b"\n" for one in traces))


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stages.judge_traces", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_sound_traces_and_how_varied_they_are(tmp_path: Path, traces: list[Trace]) -> None:
    write(tmp_path / "a.jsonl", traces)
    done = command(tmp_path / "a.jsonl", "--diversity")
    assert json.loads(done.stdout)["domains"] == {"Finance": 3}
    assert done.stderr.endswith("3 traces, no problems\n")
    assert done.returncode == 0


def test_a_line_a_problem(tmp_path: Path, traces: list[Trace]) -> None:
    traces[1]["request"]["text"] = ""
    traces[2]["graph"]["calls"][0]["tool_id"] = "finance.guess"
    write(tmp_path / "a.jsonl", traces)
    (tmp_path / "b.jsonl").write_text("{")
    done = command(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    lines = done.stdout.splitlines()
    assert "a.jsonl:2: request.text: is blank (request.text)" in lines
    unknown = "a.jsonl:3: graph.calls[0].tool_id: no tool finance.guess (tool.unknown)"
    assert unknown in lines
    assert lines[-1].startswith("b.jsonl:1: ")
    assert done.stderr.endswith("3 of 4 traces have problems\n")
    assert done.returncode == 1


def test_bad_arguments(tmp_path: Path, traces: list[Trace]) -> None:
    done = command(tmp_path / "none.jsonl")
    assert done.stderr == f"error: {tmp_path}/none.jsonl: no such file\n"
    write(tmp_path / "a.jsonl", traces)
    done = command(tmp_path / "a.jsonl", tmp_path / "a.jsonl")
    message = "two of the files have the same name; judge them one by one"
    assert done.stderr == f"error: {message}\n"
