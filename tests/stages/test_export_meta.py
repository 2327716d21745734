import json
from pathlib import Path

import pytest

from tests.release import Exported, Run, write_release

META = Exported("e1")
SETS = ["iot23-train-dev-test", "cic-ids-2017-ood", "unsw-nb15-ood"]
SOURCES = ["iot23", "cic-ids-2017", "unsw-nb15"]
NOTES = [
    "privacy-rationale",
    "left-out",
    "known-limits",
    "near-twins",
    "difficulty",
    "source-giveaway",
]


@pytest.fixture
def validated(release: Path, run: Run) -> Path:
    run("validate", "e1")
    return release


def test_rows(validated: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("export_meta", "e1")
    assert capsys.readouterr().out.endswith("data/meta/e1.jsonl: 15 rows\n")
    assert [(row.section, row.name) for row in META.rows()] == [
        *(("sampling", name) for name in SETS),
        *(("ood", name) for name in SETS[1:]),
        *(("provenance", name) for name in SOURCES),
        *(("notes", name) for name in [*NOTES, "synthetic"]),
    ]
    assert {(row.version, row.created_at) for row in META.rows()} == {
        ("test", "2026-11-22T00:00:00Z")
    }


def test_payloads(validated: Path, run: Run) -> None:
    run("export_meta", "e1")
    sampling = META.payload("sampling", SETS[0])
    file = json.loads(Path("data/e1/sampling-iot23-test.json").read_text())
    assert sampling == {"limit": 20, **file["sets"][SETS[0]]}
    ood = META.payload("ood", SETS[1])
    assert ood["labels"] == {"Benign": 10, "Malicious": {"Okiru": 5, "DDoS": 5}}
    assert ood["left_out_by_design"] == {"background": 4}
    assert ood["malformed_or_unlabelled"] == {"unknown label": 2}
    provenance = META.payload("provenance", "iot23")
    assert provenance["licence"] == "CC-BY-4.0"
    assert provenance["synthetic"] is True
    assert provenance["files"] == [{"path": "flows.csv", "size": 7, "sha256": "0" * 64}]
    report = json.loads(Path("data/reports/e1.json").read_text())
    assert META.payload("notes", "difficulty")["difficulty"] == report["figures"]["difficulty"]


def test_no_row_is_in_the_metadata(validated: Path, run: Run) -> None:
    run("export_meta", "e1")
    text = META.path.read_text()
    files = Path("data/e1").glob("*.jsonl")
    rows = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    assert len(rows) == 80
    for row in rows:
        assert row["question"] not in text
        assert row["meta"]["hash"] not in text
    assert "Network flow:" not in text


def test_real_release_is_not_called_synthetic(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    run("validate", "e1")
    run("export_meta", "e1")
    assert [row.name for row in META.rows() if row.section == "notes"] == NOTES
    assert not any(row.description.startswith("Synthetic.") for row in META.rows())


def refused(run: Run) -> str:
    with pytest.raises(SystemExit) as exit_:
        run("export_meta", "e1")
    assert not META.path.exists()
    return str(exit_.value.code)


def test_refuses_what_was_not_validated(release: Path, run: Run) -> None:
    assert refused(run) == (
        "error: data/reports/e1.json: no such file; make it with `dvc repro validate`"
    )


def test_refuses_what_did_not_pass(release: Path, run: Run) -> None:
    Path("data/e1/old.txt").touch()
    with pytest.raises(SystemExit):
        run("validate", "e1")
    assert refused(run) == (
        "error: data/reports/e1.json: validation found 1 problem(s); run `dvc repro validate`"
    )


def test_refuses_what_changed_since(validated: Path, run: Run) -> None:
    changed, missing = Path("data/e1/unsw-nb15-ood-test.jsonl"), "data/e1/sampling-iot23-test.json"
    changed.write_bytes(changed.read_bytes() + b" ")
    Path(missing).unlink()
    assert refused(run).splitlines() == [
        f"error: data/reports/e1.json: {missing} was validated and is missing;"
        " run `dvc repro validate`",
        f"error: data/reports/e1.json: {changed} differs from the file that was validated;"
        " run `dvc repro validate`",
    ]


def test_refuses_another_release(validated: Path, run: Run) -> None:
    params = Path("params.yaml")
    params.write_text(params.read_text().replace("release: test", "release: v2"))
    assert "the report is of release test, not v2" in refused(run)


def test_missing_manifest(validated: Path, run: Run) -> None:
    Path("data/sources/e1/iot23.json").unlink()
    assert refused(run) == (
        "error: data/sources/e1/iot23.json: no such file; make it with `dvc repro fetch`"
    )
