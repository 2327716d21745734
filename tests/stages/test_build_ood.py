import json
from collections import Counter
from pathlib import Path

import pytest

from schemas.e1 import E1Row, parse_question
from schemas.e1_sampling import SamplingFile
from tests.stages.flows.workspace import (
    copy_sample,
    run_stage,
    write_params,
)

SOURCES = ("cic-ids-2017", "unsw-nb15")
ACCOUNT = Path("data/e1/sampling-e1-ood-test.json")
ROWS_READ = {"cic-ids-2017": 102 + 102 + 103 + 104 + 6, "unsw-nb15": 103 + 101 + 110}
"""By data/samples/README.md; the last six of CIC-IDS-2017 are nothing but commas."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path)
    for source in SOURCES:
        copy_sample(tmp_path, source)
    return tmp_path


def rows(source: str) -> list[E1Row]:
    lines = Path(f"data/e1/{source}-ood-test.jsonl").read_text().splitlines()
    return [E1Row.model_validate_json(line) for line in lines]


def account() -> SamplingFile:
    return SamplingFile.model_validate_json(ACCOUNT.read_bytes())


@pytest.mark.parametrize("source", SOURCES)
def test_rows(folder: Path, source: str) -> None:
    run_stage("build_ood")
    found = rows(source)
    assert len(found) == 10
    assert Counter(row.answer for row in found) == {"Malicious": 5, "Benign": 5}
    assert {row.meta.split for row in found} == {"ood"}
    assert {row.meta.source for row in found} == {source}
    assert all(row.meta.scenario.startswith("Synthetic-") for row in found)
    assert len({row.meta.hash for row in found}) == 10
    assert max(Counter(parse_question(row.question).twin() for row in found).values()) <= 2


@pytest.mark.parametrize("source", SOURCES)
def test_account(folder: Path, source: str) -> None:
    run_stage("build_ood")
    assert list(account().sets) == [f"{name}-ood" for name in SOURCES]
    entry = account().sets[f"{source}-ood"]
    assert entry.synthetic and entry.source == source
    assert entry.read == ROWS_READ[source]
    assert entry.kept == 10
    assert entry.splits == {"ood": 10}
    lines = Path(f"data/rejects/{source}.jsonl").read_text().splitlines()
    assert Counter(json.loads(line)["reason"] for line in lines) == {
        reason: rejected.rows for reason, rejected in entry.rejected.items()
    }


def test_nothing_that_gives_the_label_away_is_rendered(folder: Path) -> None:
    write_params(folder, build_ood__limit=60)
    run_stage("build_ood")
    for source in SOURCES:
        for row in rows(source):
            assert "?" not in row.question.removesuffix("?")
            assert "ttl" not in row.question.lower()
            assert not any(part in row.question for part in ("192.0.2.", "198.51.", "203.0.113."))


@pytest.mark.parametrize("policy", ["drop", "benign", "own"])
def test_attempted(folder: Path, policy: str) -> None:
    write_params(folder, build_ood__attempted=policy, build_ood__limit=100)
    run_stage("build_ood")
    entry = account().sets["cic-ids-2017-ood"]
    assert ("attempted" in entry.rejected) == (policy == "drop")
    assert any("Attempted" in family for family in entry.families) == (policy == "own")
