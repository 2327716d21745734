import json
from collections import Counter
from pathlib import Path

import pytest

from schemas.e1 import E1Row, parse_question
from schemas.e1_sampling import SamplingFile
from stages.common.errors import PipelineError
from tests.stages.flows.workspace import (
    copy_sample,
    run_stage,
    write_params,
)

ROWS = Path("data/e1/iot23-train-dev-test-test.jsonl")
ACCOUNT = Path("data/e1/sampling-iot23-test.json")
REJECTS = Path("data/rejects/iot23.jsonl")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path)
    copy_sample(tmp_path, "iot23")
    return tmp_path


def rows() -> list[E1Row]:
    return [E1Row.model_validate_json(line) for line in ROWS.read_text().splitlines()]


def account() -> SamplingFile:
    return SamplingFile.model_validate_json(ACCOUNT.read_bytes())


def test_rows(folder: Path) -> None:
    run_stage("sample")
    found = rows()
    assert len(found) == 20
    assert Counter(row.answer for row in found) == {"Malicious": 10, "Benign": 10}
    assert Counter(row.meta.split for row in found) == {"train": 14, "dev": 3, "test": 3}
    assert {row.meta.source for row in found} == {"iot23"}
    assert all(row.meta.scenario.startswith("Synthetic-") for row in found)
    assert len({row.meta.hash for row in found}) == 20
    homes = {(parse_question(row.question).twin(), row.meta.split) for row in found}
    assert len(homes) == len({twin for twin, _ in homes})


def test_caps(folder: Path) -> None:
    run_stage("sample")
    malicious = [row.meta for row in rows() if row.answer == "Malicious"]
    assert max(Counter(meta.attack_family for meta in malicious).values()) <= 4
    assert max(Counter(meta.scenario for meta in malicious).values()) <= 5


def test_account(folder: Path) -> None:
    run_stage("sample")
    found = account()
    assert (found.release, found.seed, found.limit) == ("test", 42, 20)
    (entry,) = found.sets.values()
    assert list(found.sets) == ["iot23-train-dev-test"]
    assert entry.synthetic
    assert entry.read == 725  # the rows column of data/samples/README.md
    assert entry.kept == 20
    assert entry.splits == {"train": 14, "dev": 3, "test": 3}
    rejects = [json.loads(line) for line in REJECTS.read_text().splitlines()]
    assert Counter(reject["reason"] for reject in rejects) == {
        reason: rejected.rows for reason, rejected in entry.rejected.items()
    }
    faults = {reason for reason, rejected in entry.rejected.items() if rejected.fault}
    assert faults == {
        "wrong column count", "unknown label", "blank label", "not a number", "unreadable text",
    }  # fmt: skip


def test_rejects_name_file_and_line(folder: Path) -> None:
    run_stage("sample")
    rejects = [json.loads(line) for line in REJECTS.read_text().splitlines()]
    cut = next(reject for reject in rejects if reject["reason"] == "wrong column count")
    raw = (folder / "data/raw/iot23" / cut["file"]).read_text().splitlines()
    assert raw[cut["line"] - 1] == cut["row"]
    assert len(cut["row"].split("\t")) == 11


def test_limit_and_seed(folder: Path) -> None:
    run_stage("sample")
    before = {row.meta.hash for row in rows()}
    write_params(folder, sample__limit=60, sample__seed=7)
    run_stage("sample")
    found = rows()
    assert Counter(row.answer for row in found) == {"Malicious": 30, "Benign": 30}
    assert not before <= {row.meta.hash for row in found}


def test_by_scenario(folder: Path) -> None:
    write_params(folder, sample__split__strategy="by_scenario")
    run_stage("sample")
    homes = {(row.meta.scenario, row.meta.split) for row in rows()}
    assert len(homes) == len({scenario for scenario, _ in homes})
    assert account().sets["iot23-train-dev-test"].splits == {"train": 14, "dev": 3, "test": 3}


def test_a_damaged_manifest_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path)
    (tmp_path / "data/sources/e1").mkdir(parents=True)
    (tmp_path / "data/sources/e1/iot23.json").write_text("{")
    with pytest.raises(PipelineError) as caught:
        run_stage("sample")
    assert str(caught.value) == (
        "data/sources/e1/iot23.json: not a manifest; run dvc repro --force fetch@iot23"
    )
