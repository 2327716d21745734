import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from schemas.trace import GoldTrace
from schemas.traces_metadata import TracesMetadata
from stages.common.errors import PipelineError
from stages.generate_traces import main
from stages.traces.stream import stream_traces
from stages.traces.writing.read import read_traces

WHEN = "2026-11-22T00:00:00Z"
ROOT = Path(__file__).parents[2]
FILE = "data/traces/gold-traces-test-00000-of-00001.jsonl"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_params(**changes: Any) -> Path:
    values = {
        "oracle": "template",
        "sealed": "nowhere",
        "total": 12,
        "domains": None,
        "seed": 42,
        "created_at": WHEN,
        "shard_size": 100,
        "format": "jsonl",
    }
    runtime = {"workers": 1, "cache_dir": ".cache", "retries": 0, "timeout": 1}
    params = {"release": "test", "generate_traces": values | changes, "runtime": runtime}
    path = Path("params.yaml")
    path.write_text(json.dumps(params))
    return path


def run(**changes: Any) -> None:
    main(argparse.Namespace(params=write_params(**changes)))


def command(*wrapper: str) -> subprocess.CompletedProcess[str]:
    """The stage as its users run it."""
    return subprocess.run(
        [*wrapper, sys.executable, "-m", "stages.generate_traces"],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def test_a_small_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    assert capsys.readouterr().out == "12 traces in 1 files; 0 rejected and replaced\n"
    traces = [GoldTrace.model_validate(trace) for trace in read_traces(Path(FILE))]
    assert all(trace.validated for trace in traces)
    assert set(Counter(trace.request.intent_category for trace in traces).values()) == {2}
    assert len({trace.request.domain for trace in traces}) == 12
    metadata = TracesMetadata.model_validate_json(
        Path("data/traces/metadata-test.json").read_bytes()
    )
    assert metadata.total == metadata.generated == metadata.diversity["summary"]["traces"] == 12
    assert Path("data/rejects/traces.jsonl").read_bytes() == b""
    assert not list(Path(".cache/traces").iterdir())


def test_one_domain(folder: Path) -> None:
    run(domains=["Finance"])
    traces = list(read_traces(Path(FILE)))
    assert {trace["request"]["domain"] for trace in traces} == {"Finance"}
    same = traces == list(stream_traces(12, 42, WHEN, ["Finance"]))
    assert same


def test_the_stage_writes_what_streams(folder: Path) -> None:
    run()
    written = list(read_traces(Path(FILE)))
    same = written == list(stream_traces(12, 42, WHEN))
    assert same


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("total", 0, "Input should be greater than or equal to 1, not 0"),
        ("shard_size", 0, "Input should be greater than or equal to 1, not 0"),
        ("created_at", "2026-11-22", "'2026-11-22' is not of the form 2026-01-31T00:00:00Z"),
        ("domains", ["Finence"], "no domain 'Finence'; did you mean 'Finance'?"),
        ("domains", ["HR", "HR"], "'HR' is there 2 times; name each domain once"),
        ("domains", [], "Tuple should have at least 1 item after validation, not 0, not []"),
        ("format", "csv", "Input should be 'jsonl', 'jsonl.zst' or 'parquet', not 'csv'"),
        ("totl", 1, "unknown key; did you mean 'total'?"),
    ],
)
def test_bad_parameters(folder: Path, key: str, value: object, message: str) -> None:
    with pytest.raises(PipelineError) as error:
        run(**{key: value})
    assert str(error.value) == f"params.yaml: generate_traces.{key}: {message}"
    assert [path.name for path in folder.iterdir()] == ["params.yaml"]


def test_no_permission(folder: Path) -> None:
    """Root may write everywhere, so it goes without that power for a moment."""
    write_params()
    (folder / "data").mkdir(mode=0o555)
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    result = command(*powerless)
    assert result.stderr == (
        "error: data/.traces.partial: Permission denied; see to it and run it again\n"
    )
    assert result.returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == ["data", "params.yaml"]
