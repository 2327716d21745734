"""What is told of traces that a model wrote, when they are validated, described and published."""

import json
from pathlib import Path

import pytest

from schemas.seal import Seal
from tests.release import Exported, Run, finish, write_release
from tests.stages.traces.sealing.commands import generate
from tests.stages.traces.sealing.sets import SEALED, rows, write_sealed

META = Exported("sid")
MODELS = {
    "requests": "claude-sonnet-5-5",
    "plan": "claude-sonnet-5-5",
    "judgement": "claude-haiku-5-5",
}


@pytest.fixture
def seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seal:
    """A release that may be published, with sealed answers and the traces that are made of them."""
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    made = write_sealed(Path(SEALED))
    generate(release="v1")
    return made


def test_the_set_is_sound(seal: Seal, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run("validate_sid")
    out, err = capsys.readouterr()
    assert out == (
        f"sid: {seal.accepted} rows passed every check; figures in data/reports/sid.json\n"
    )
    assert err == "warning: the traces are of 2 of the registry's 50 domains\n"
    report = json.loads(Path("data/reports/sid.json").read_text())
    assert (report["passed"], report["splits"]) == (True, {"default": {"train": seal.accepted}})


def test_where_the_traces_come_from(seal: Seal, run: Run) -> None:
    run("validate_sid")
    run("export_meta_sid")
    (row,) = (row for row in META.rows() if row.section == "provenance")
    assert row.name == "anthropic-oracle"
    assert "A language model wrote the requests and planned the calls" in row.description
    assert json.loads(row.payload_json) == {
        "oracle": "anthropic",
        "registry": META.payload("tools", "registry")["version"],
        "latest_moment": "2026-11-22T00:00:00Z",
        "sources": [],
        "licence": "MIT",
        "synthetic": True,
        "models": MODELS,
        "terms": "Anthropic's commercial terms say what may be done with what its models write.",
    }
    told = META.path.read_text()
    assert "no language model" not in told
    assert META.payload("notes", "method")["made"].startswith("A model writes a request ")


def test_what_is_short_and_what_was_rejected(seal: Seal, run: Run) -> None:
    run("validate_sid")
    run("export_meta_sid")
    rejected = rows(Path(SEALED, "rejected.parquet"))
    totals = META.payload("sampling", "traces")
    assert {name: totals[name] for name in ("wanted", "total", "generated", "rejected")} == {
        "wanted": 40,
        "total": seal.accepted,
        "generated": seal.accepted + len(rejected),
        "rejected": len(rejected),
    }
    cells = META.payload("sampling", "rejected")
    assert sum(cell["traces"] for cell in cells) == len(rejected)


def test_no_request_is_in_the_metadata(seal: Seal, run: Run) -> None:
    run("validate_sid")
    run("export_meta_sid")
    told = META.path.read_text()
    texts = [row["text"] for name in ("traces", "rejected") for row in rows(sealed(name))]
    assert len(texts) > 40
    for text in filter(None, texts):
        words = text.split()
        for start in range(len(words) - 3):
            assert " ".join(words[start : start + 4]) not in told


def sealed(name: str) -> Path:
    return Path(SEALED, f"{name}.parquet")


def test_plan(seal: Seal, run: Run) -> None:
    finish(run)
    run("push")
    repositories = json.loads(Path("data/push/plan.json").read_text())["repositories"]
    private, public = (planned for planned in repositories if planned["family"] == "sid")
    assert (private["allowed"], public["allowed"]) == (True, True)
    shards = -(-seal.accepted // 8)
    (split,) = (split for split in private["splits"] if split["config"] == "default")
    assert (split["rows"], len(split["files"])) == (seal.accepted, shards)
    assert [file["path"] for split in public["splits"] for file in split["files"]] == [
        "data/meta/sid.jsonl"
    ]
