import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasets import Features, load_dataset

from tests.release import REPOSITORY, Run, finish, write_release

PLAN = Path("data/push/plan.json")
CIC, META = Path("data/e1/cic-ids-2017-ood-v1.jsonl"), Path("data/meta/e1.jsonl")
CANARY = "hf_canaryCanaryCANARY"

OFFLINE = """
import runpy, sys
def forbid(event, args):
    if event.startswith("socket."):
        raise SystemExit(f"used the network: {event}")
sys.addaudithook(forbid)
sys.argv = ["push"]
runpy.run_module("stages.push", run_name="__main__")
loaded = sorted({"datasets", "huggingface_hub", "dotenv"} & set(sys.modules))
sys.exit(f"imported {loaded}" if loaded else 0)
"""


def planned(run: Run) -> list[Any]:
    """The repositories of E1."""
    run("push")
    repositories = json.loads(PLAN.read_text())["repositories"]
    return [planned for planned in repositories if planned["family"] == "e1"]


def test_plan(built: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    private, public = planned(run)
    assert (private["visibility"], private["allowed"], private["refused"]) == ("private", True, [])
    assert (public["visibility"], public["allowed"], public["refused"]) == ("public", True, [])
    assert [(s["config"], s["split"], s["rows"]) for s in private["splits"]] == [
        ("default", "train", 28),
        ("default", "dev", 6),
        ("default", "test", 6),
        ("default", "ood", 40),
        ("meta", "meta", 14),
    ]
    assert [(s["config"], s["split"], s["rows"]) for s in public["splits"]] == [
        ("default", "meta", 14)
    ]
    shown = capsys.readouterr().out
    assert "security-datasets/security-datasets-e1 (private): would be pushed" in shown
    assert "security-datasets/security-datasets-e1-metadata (public): would be pushed" in shown


def test_public_repository_gets_the_metadata_file_alone(built: Path, run: Run) -> None:
    _, public = planned(run)
    files = [file["path"] for split in public["splits"] for file in split["files"]]
    assert files == ["data/meta/e1.jsonl"]


def test_datasets_loads_each_split_with_the_planned_features(built: Path, run: Run) -> None:
    for split in planned(run)[0]["splits"]:
        features = Features.from_dict(split["features"])
        assert features.to_dict() == split["features"]
        files = [file["path"] for file in split["files"]]
        rows = load_dataset(
            "json", data_files=files, features=features, split="train", cache_dir=str(built)
        )
        if split["select"]:
            rows = [row for row in rows if row["meta"]["split"] == split["select"]["meta.split"]]
        assert len(rows) == split["rows"]


def test_token_is_not_read_and_the_network_not_used(built: Path) -> None:
    environment = {**os.environ, "HF_TOKEN": CANARY, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dry run" in done.stdout
    assert CANARY not in done.stdout
    for path in built.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()


def test_no_way_to_push_for_real(built: Path, run: Run) -> None:
    with pytest.raises(SystemExit) as exit_:
        run("push", "--execute")
    assert exit_.value.code == 2


def test_refuses_release_test(release: Path, run: Run) -> None:
    finish(run)
    for repository in planned(run):
        assert not repository["allowed"]
        assert repository["refused"][0] == "release test is synthetic and never published"


def test_refuses_synthetic_sets_under_another_name(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=True)
    finish(run)
    for repository in planned(run):
        assert repository["refused"] == [
            f"{name} is made from synthetic samples"
            for name in ("iot23-train-dev-test", "cic-ids-2017-ood", "unsw-nb15-ood")
        ]


def test_refuses_files_that_differ(built: Path, run: Run) -> None:
    CIC.write_bytes(CIC.read_bytes() + b" ")
    for repository in planned(run):
        assert not repository["allowed"]
        assert repository["refused"] == [f"{CIC} differs from the file that was validated"]


def test_refuses_what_did_not_pass(built: Path, run: Run) -> None:
    Path("data/e1/old.txt").touch()
    with pytest.raises(SystemExit):
        run("validate", "e1")
    assert [r["refused"] for r in planned(run)] == [["validation found 1 problem(s)"]] * 2


def test_refuses_metadata_of_another_release(built: Path, run: Run) -> None:
    META.write_text(META.read_text().replace('"version":"v1"', '"version":"v0"'))
    refused = ["data/meta/e1.jsonl is of release v0, not v1"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_refuses_one_repository_for_both(built: Path, run: Run) -> None:
    params = Path("params.yaml")
    params.write_text(params.read_text().replace("datasets-e1-metadata", "datasets-e1"))
    refused = ["the repository is listed both as private and as public"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "data/meta/e1.jsonl: no such file; make it with `dvc repro export-meta`"),
        (
            "{}\n",
            "data/meta/e1.jsonl:1: section: Field required;"
            " make it anew with `dvc repro --force export-meta`",
        ),
    ],
)
def test_metadata_that_cannot_be_read(
    built: Path, run: Run, text: str | None, message: str
) -> None:
    META.unlink()
    if text is not None:
        META.write_text(text)
    with pytest.raises(SystemExit) as exit_:
        run("push")
    assert exit_.value.code == f"error: {message}"


def test_same_plan_twice(built: Path, run: Run) -> None:
    run("push")
    first = PLAN.read_bytes()
    run("push")
    assert PLAN.read_bytes() == first
    assert str(built).encode() not in first
