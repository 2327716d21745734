import json
from pathlib import Path
from typing import Any

import pytest
from datasets import Features, load_dataset

from stages.traces.features import trace_features
from stages.traces.registry.load import load_domains
from tests.builders_sid import build_traces, write_set
from tests.release import Run, finish, write_release

PLAN = Path("data/push/plan.json")
TRACES = Path("data/traces/gold-traces-v1-00000-of-00001.jsonl")


def planned(run: Run) -> list[Any]:
    """The repositories of SID."""
    run("push")
    repositories = json.loads(PLAN.read_text())["repositories"]
    return [planned for planned in repositories if planned["family"] == "sid"]


def test_plan(built: Path, run: Run) -> None:
    private, public = planned(run)
    assert [(r["repository"], r["visibility"], r["allowed"]) for r in (private, public)] == [
        ("security-datasets/security-datasets-sid", "private", True),
        ("security-datasets/security-datasets-sid-metadata", "public", True),
    ]
    assert [(s["config"], s["split"], s["rows"]) for s in private["splits"]] == [
        ("default", "train", 300),
        ("meta", "meta", 62),
    ]
    assert private["commit_message"] == "Release v1 of sid: 300 train, 62 meta"
    assert public["commit_message"] == "Release v1 of sid: 62 meta"


def test_each_shard_is_listed_in_order(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    TRACES.unlink()
    write_set(TRACES.parent, build_traces(tuple(load_domains()), 1), "v1", shard_size=30)
    finish(run)
    split = planned(run)[0]["splits"][0]
    names = [f"data/traces/gold-traces-v1-{n:05d}-of-00010.jsonl" for n in range(10)]
    assert [file["path"] for file in split["files"]] == names
    report = json.loads(Path("data/reports/sid.json").read_text())
    assert all(report["files"][file["path"]]["sha256"] == file["sha256"] for file in split["files"])
    assert f"  default  train        300  {names[0]} and 9 more\n" in capsys.readouterr().out


def test_public_repository_gets_the_metadata_file_alone(built: Path, run: Run) -> None:
    _, public = planned(run)
    files = [file["path"] for split in public["splits"] for file in split["files"]]
    assert files == ["data/meta/sid.jsonl"]


def test_datasets_loads_the_traces_with_the_planned_features(built: Path, run: Run) -> None:
    split = planned(run)[0]["splits"][0]
    features = Features.from_dict(split["features"])
    assert features == trace_features()
    files = [file["path"] for file in split["files"]]
    rows = load_dataset(
        "json", data_files=files, features=features, split="train", cache_dir=str(built)
    )
    assert list(rows) == [json.loads(line) for line in TRACES.read_text().splitlines()]
    assert len(rows) == split["rows"]
    assert split["nulls"] == {}


def test_features_are_those_of_parquet_files(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    TRACES.unlink()
    traces = build_traces(tuple(load_domains()), 1)
    write_set(TRACES.parent, traces, "v1", shard_size=1_000, ending="parquet")
    finish(run)
    split = planned(run)[0]["splits"][0]
    files = [file["path"] for file in split["files"]]
    rows = load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path))
    assert rows.features == Features.from_dict(split["features"])
    assert list(rows) == traces


def test_refuses_release_test(release: Path, run: Run) -> None:
    finish(run)
    assert [r["refused"] for r in planned(run)] == [
        ["release test is synthetic and never published"]
    ] * 2


def test_refuses_what_did_not_pass_and_no_other_family(built: Path, run: Run) -> None:
    Path("data/traces/old.txt").touch()
    with pytest.raises(SystemExit):
        run("validate_sid")
    assert [r["refused"] for r in planned(run)] == [["validation found 1 problem(s)"]] * 2
    repositories = json.loads(PLAN.read_text())["repositories"]
    assert [r["allowed"] for r in repositories if r["family"] != "sid"] == [True] * 4


def test_refuses_files_that_differ(built: Path, run: Run) -> None:
    TRACES.write_bytes(TRACES.read_bytes() + b" ")
    refused = [f"{TRACES} differs from the file that was validated"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_a_missing_shard_is_a_refusal_and_no_error(built: Path, run: Run) -> None:
    TRACES.unlink()
    refused = [f"{TRACES} was validated and is missing"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


@pytest.mark.parametrize(
    ("path", "stage"),
    [("data/reports/sid.json", "validate-sid"), ("data/meta/sid.jsonl", "export-meta-sid")],
)
def test_what_other_stages_make(built: Path, run: Run, path: str, stage: str) -> None:
    Path(path).unlink()
    with pytest.raises(SystemExit) as exit_:
        run("push")
    assert exit_.value.code == f"error: {path}: no such file; make it with `dvc repro {stage}`"
