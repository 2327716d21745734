from dataclasses import replace
from pathlib import Path

import pytest

from stages.traces.writing import key as keys
from stages.traces.writing.job import Job
from stages.traces.writing.kept import Kept, clear_unfinished
from stages.traces.writing.key import key
from stages.traces.writing.shard import make_shard
from tests.stages.traces.writing.standins import content, job, picky


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    make_shard(job(), tmp_path, 3)
    return Kept(tmp_path, 3, "jsonl")


def test_a_finished_shard(kept: Kept) -> None:
    account = kept.account()
    assert account and account.rows == 10
    assert account.bytes == kept.rows.stat().st_size
    assert Kept(kept.folder, 2, "jsonl").account() is None


@pytest.mark.parametrize(
    "name",
    ["00003.jsonl", "00003.rejects.jsonl", "00003.tally", "00003.account.json"],
)
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_shard_is_not_finished(kept: Kept, name: str, damage: str) -> None:
    path = kept.folder / name
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] or b"{")
    assert kept.account() is None


def test_temporary_files_are_cleared(kept: Kept) -> None:
    before = content(kept.folder)
    (kept.folder / ".00004.jsonl.x7").write_bytes(b"half")
    (kept.folder / ".repetitions-x7").mkdir()
    (kept.folder / ".repetitions-x7/000.prints").write_bytes(b"half")
    clear_unfinished(kept.folder)
    assert content(kept.folder) == before
    assert not list(kept.folder.glob(".*"))


def jobs() -> list[Job]:
    plain = job()
    return [
        plain,
        job(total=101),
        job(size=31),
        job(format="parquet"),
        job(furnish=picky),
        replace(plain, recipe=replace(plain.recipe, seed=8)),
        replace(plain, recipe=replace(plain.recipe, domains=("Finance",))),
        replace(plain, recipe=replace(plain.recipe, created_at="2026-02-01T00:00:00Z")),
    ]


def test_other_values_have_other_keys() -> None:
    assert key(job()) == key(job())
    assert len({key(one) for one in jobs()}) == len(jobs())


@pytest.mark.parametrize(
    "path", ["stages/traces/oracle/a.py", "schemas/domains/a.yaml", "schemas/phrasing.yaml"]
)
def test_other_code_and_other_domains_have_other_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(keys, "ROOT", tmp_path)
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    found = set()
    for text in ("a", "b"):
        file.write_text(text)
        found.add(key(job()))
    assert len(found) == 2
