import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.release import Run, reports, write_release

REPORTS = ["e1-metrics.json", "e1-plots/difficulty.csv", "e1-plots/rows.csv", "e1.json"]
CIC = Path("data/e1/cic-ids-2017-ood-test.jsonl")


def test_sound_release(release: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("validate", "e1")
    message = "e1: 80 rows passed every check; figures in data/reports/e1.json\n"
    assert capsys.readouterr().out == message
    files = reports()
    assert list(files) == REPORTS
    assert str(release) not in "".join(files.values())
    report = json.loads(files["e1.json"])
    assert (report["family"], report["release"], report["passed"]) == ("e1", "test", True)
    assert report["files"][CIC.as_posix()] == {
        "rows": 20,
        "sha256": hashlib.sha256(CIC.read_bytes()).hexdigest(),
    }
    assert report["splits"]["iot23-train-dev-test"] == {"dev": 6, "test": 6, "train": 28}


def test_tables(release: Path, run: Run) -> None:
    run("validate", "e1")
    rows = reports()["e1-plots/rows.csv"].splitlines()
    assert rows[:2] == [
        "set,split,answer,attack_family,rows",
        "iot23-train-dev-test,dev,Benign,NA,3",
    ]
    assert sum(int(row.rpartition(",")[2]) for row in rows[1:]) == 80
    difficulty = reports()["e1-plots/difficulty.csv"].splitlines()
    assert difficulty[:2] == [
        "set,classifier,score,accuracy,threshold",
        "iot23-train-dev-test,majority,iot23-train-dev-test majority,0.5,0.55",
    ]
    assert len(difficulty) == 1 + 3 * 3


def test_metrics_are_numbers(release: Path, run: Run) -> None:
    run("validate", "e1")
    metrics = json.loads(reports()["e1-metrics.json"])
    numbers = list(leaves(metrics))
    assert len(numbers) > 40
    assert all(type(number) in (int, float) for number in numbers)
    assert all(round(number, 4) == number for number in numbers)
    assert metrics["accounts"]["unsw-nb15-ood"]["rejected"] == {
        "background": 4,
        "unknown label": 2,
    }


def leaves(value: Any) -> Any:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    else:
        yield value


def test_same_bytes_in_another_folder(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        write_release(Path.cwd())
        run("validate", "e1")
        found.append(reports())
    assert found[0] == found[1]


def test_failed_check_is_reported_and_exits(
    release: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    CIC.write_text("{}\n" * 15)
    with pytest.raises(SystemExit) as exit_:
        run("validate", "e1")
    lines = str(exit_.value.code).splitlines()
    assert lines[:3] == [
        f"error: {CIC}:1: question: Field required",
        f"error: {CIC}:1: answer: Field required",
        f"error: {CIC}:1: meta: Field required",
    ]
    assert lines[10:] == ["error: 47 problems in all; see data/reports/e1.json"]
    assert list(reports()) == REPORTS
    report = json.loads(reports()["e1.json"])
    assert (report["passed"], report["problem_count"]) == (False, 47)
    assert len(report["problems"]) == 47
    assert json.loads(reports()["e1-metrics.json"])["problems"] == 47


def test_unknown_family(release: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        run("validate", "e9")
    assert exit_.value.code == 2
    assert "invalid choice: 'e9'" in capsys.readouterr().err
