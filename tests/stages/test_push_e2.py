import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset, Features, load_dataset

from tests.release import Run, finish, write_release

PLAN = Path("data/push/plan.json")
SAMPLING = Path("data/e2/sampling-e2-v1.json")


def planned(run: Run) -> list[Any]:
    """The repositories of E2."""
    run("push")
    repositories = json.loads(PLAN.read_text())["repositories"]
    return [planned for planned in repositories if planned["family"] == "e2"]


def change_sampling(change: dict[str, Any]) -> None:
    SAMPLING.write_text(json.dumps(json.loads(SAMPLING.read_text()) | change))


def test_plan(built: Path, run: Run) -> None:
    private, public = planned(run)
    assert [(r["visibility"], r["allowed"]) for r in (private, public)] == [
        ("private", True),
        ("public", True),
    ]
    assert [(s["config"], s["split"], s["rows"]) for s in private["splits"]] == [
        ("k8s", "test", 9),
        ("k8s-patch-verified", "test", 3),
        ("terraform", "test", 6),
        ("terraform-patch-verified", "test", 2),
        ("meta", "meta", 12),
    ]
    assert private["commit_message"] == (
        "Release v1 of e2: 9 k8s, 3 k8s-patch-verified, 6 terraform, 2 terraform-patch-verified,"
        " 12 meta"
    )


def test_public_repository_gets_the_metadata_file_alone(built: Path, run: Run) -> None:
    _, public = planned(run)
    files = [file["path"] for split in public["splits"] for file in split["files"]]
    assert files == ["data/meta/e2.jsonl"]


def read(split: Any) -> Iterator[Any]:
    """The rows of a planned split as they would be pushed."""
    for file in split["files"]:
        for line in Path(file["path"]).read_text().splitlines():
            row = json.loads(line)
            for column, blank in split["nulls"].items():
                outer, inner = column.split(".")
                row[outer][inner] = blank if row[outer][inner] is None else row[outer][inner]
            yield row


def test_datasets_loads_each_split_with_the_planned_features(
    built: Path, run: Run, tmp_path: Path
) -> None:
    for split in planned(run)[0]["splits"]:
        features = Features.from_dict(split["features"])
        rows = list(read(split))
        assert None not in leaves(rows)
        place = str(tmp_path / "pushed.parquet")
        Dataset.from_list(rows, features=features).to_parquet(place)
        loaded = load_dataset(
            "parquet", data_files=place, split="train", cache_dir=str(tmp_path / split["config"])
        )
        assert loaded.features == features
        assert list(loaded) == rows
        assert len(loaded) == split["rows"]


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [value]


def test_a_row_without_a_patch_has_a_blank_one_on_the_hub(built: Path, run: Run) -> None:
    labeled, verified = planned(run)[0]["splits"][:2]
    assert [row["info"]["patch"] == "" for row in read(labeled)] == [True, True, False] * 3
    assert all(row["info"]["patch"] for row in read(verified))


def test_the_produced_file_loads_as_it_is(built: Path, run: Run) -> None:
    split = planned(run)[0]["splits"][0]
    rows = load_dataset(
        "json",
        data_files=split["files"][0]["path"],
        features=Features.from_dict(split["features"]),
        split="train",
        cache_dir=str(built),
    )
    assert [row["info"]["patch"] is None for row in rows] == [True, True, False] * 3
    assert rows[1]["info"]["violations"][0]["rule_id"] == "host-network"


def test_refuses_synthetic_sets_under_another_name(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=True)
    finish(run)
    refused = [f"{name} is made from synthetic samples" for name in ("k8s", "terraform")]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_refuses_replayed_findings(built: Path, run: Run) -> None:
    change_sampling({"replayed": ["opa"]})
    finish(run)
    refused = ["opa was not run: its findings are a replayed record"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_refuses_what_did_not_pass_and_no_other_family(built: Path, run: Run) -> None:
    Path("data/e2/old.txt").touch()
    with pytest.raises(SystemExit):
        run("validate", "e2")
    assert [r["refused"] for r in planned(run)] == [["validation found 1 problem(s)"]] * 2
    repositories = json.loads(PLAN.read_text())["repositories"]
    assert [r["allowed"] for r in repositories if r["family"] == "e1"] == [True, True]


def test_refuses_files_that_differ(built: Path, run: Run) -> None:
    change_sampling({"seed": 7})
    refused = [f"{SAMPLING.as_posix()} differs from the file that was validated"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_a_missing_account_is_a_refusal_and_no_error(built: Path, run: Run) -> None:
    SAMPLING.unlink()
    refused = [f"{SAMPLING.as_posix()} was validated and is missing"]
    assert [r["refused"] for r in planned(run)] == [refused] * 2


def test_a_file_without_rows_is_no_split(built: Path, run: Run) -> None:
    for file in Path("data/e2").glob("terraform-*"):
        file.write_text("")
    accounts = json.loads(SAMPLING.read_text())["sets"]
    patches = {"with_findings": 0, "verified": 0, "hand_written": 0}
    terraform = {"kept": 0, "sources": {}, "patches": accounts["terraform"]["patches"] | patches}
    change_sampling({"sets": accounts | {"terraform": accounts["terraform"] | terraform}})
    finish(run)
    private, _ = planned(run)
    assert private["allowed"]
    assert [s["config"] for s in private["splits"]] == ["k8s", "k8s-patch-verified", "meta"]
