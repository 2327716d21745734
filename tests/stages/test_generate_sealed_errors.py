"""Sealed answers that generate-traces can't make the set of."""

import re
import shutil
import subprocess
import sys
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest

from schemas.seal import Seal
from stages.common.errors import PipelineError
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.commands import generate
from tests.stages.traces.sealing.sets import (
    ROOT,
    SEALED,
    contents,
    fill,
    order_in,
    sealed,
    write_sealed,
)

TRACES = Path("data/traces")


@pytest.fixture
def seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seal:
    """In the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_sealed(Path(SEALED))


def lines(**changes: Any) -> list[str]:
    with pytest.raises(PipelineError) as error:
        generate(**changes)
    return str(error.value).split("\nerror: ")


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("total", "41", "40"),
        ("seed", "43", "42"),
        ("created_at", "'2026-11-23T00:00:00Z'", "'2026-11-22T00:00:00Z'"),
        ("domains", "['Legal']", "Finance, Legal"),
    ],
)
def test_another_set(seal: Seal, name: str, ours: str, theirs: str) -> None:
    shown = "Legal" if name == "domains" else ours
    assert lines(**{name: literal_eval(ours)}) == [
        f"params.yaml: generate_traces.{name}: is {shown}, data/oracle/sealed is sealed for "
        f"{theirs}; they must be the same, or the answers sealed again"
    ]
    assert not TRACES.exists()


def test_a_line_for_each_difference(seal: Seal) -> None:
    found = lines(total=41, seed=43, domains=None, created_at="2026-11-23T00:00:00Z")
    names = [line.split(": ")[1].removeprefix("generate_traces.") for line in found]
    assert names == ["total", "seed", "created_at", "domains"]


def test_nothing_sealed_leaves_what_was_there(seal: Seal) -> None:
    generate()
    before = contents(Path("data/traces"))
    shutil.rmtree(SEALED)
    assert lines() == [
        "data/oracle/sealed: no sealed answers; "
        "dvc pull, or make them with: python -m stages.oracle seal"
    ]
    assert contents(Path("data/traces")) == before


def test_no_trace_was_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    order = order_in(tmp_path, {"generate_traces.total": 2})
    fill(order, Settings(judge_rejects=1.0))
    sealed(order, Path(SEALED))
    assert lines(total=2) == ["data/oracle/sealed: has no accepted trace"]


def repository(folder: Path) -> Path:
    """A copy of the code, to be changed."""
    for name in ("schemas", "stages"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_registry_changed_so_that_traces_do_not_pass(seal: Seal, tmp_path: Path) -> None:
    generate()
    before = contents(Path("data"))
    code = repository(tmp_path / "code")
    legal = code / "schemas/domains/legal.yaml"
    legal.write_text(legal.read_text().replace("search_matters", "find_matters"))
    done = subprocess.run(
        [sys.executable, "-m", "stages.generate_traces"],
        env={"PYTHONPATH": str(code)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert re.fullmatch(
        r"error: domain Legal, intent \w+: a trace was rejected, the last for "
        r"graph\.calls\[\d\]\.tool_id: no tool legal\.search_matters \(tool\.unknown\); the "
        r"registry or the validator changed since: python -m stages\.oracle run, then seal\n",
        done.stderr,
    )
    shutil.rmtree(code)
    assert contents(Path("data")) == before
