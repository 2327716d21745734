import json
from pathlib import Path

import pytest

from tests.release import Run, leaves, reports

REPORTS = [
    "e2-metrics.json",
    "e2-plots/files.csv",
    "e2-plots/fixes.csv",
    "e2-plots/rules-k8s.csv",
    "e2-plots/rules-terraform.csv",
    "e2-plots/severities.csv",
    "e2.json",
]
SAMPLING = Path("data/e2/sampling-e2-test.json")


def test_sound_release(release: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("validate", "e2")
    message = "e2: 20 rows passed every check; figures in data/reports/e2.json\n"
    assert capsys.readouterr() == (message, "")
    files = reports()
    assert list(files) == REPORTS
    assert str(release) not in "".join(files.values())
    report = json.loads(files["e2.json"])
    assert (report["family"], report["release"], report["passed"]) == ("e2", "test", True)
    assert files["e2-plots/rules-k8s.csv"].splitlines() == [
        "tool,rule_id,severity,findings",
        "kube-linter,host-network,high,6",
        "opa,host-network,high,6",
        "semgrep,host-network,high,6",
    ]


def test_metrics_are_numbers(release: Path, run: Run) -> None:
    run("validate", "e2")
    numbers = list(leaves(json.loads(reports()["e2-metrics.json"])))
    assert len(numbers) > 50
    assert all(type(number) in (int, float) for number in numbers)
    assert all(round(number, 4) == number for number in numbers)


def test_replayed_findings_are_told(
    release: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    SAMPLING.write_text(json.dumps(json.loads(SAMPLING.read_text()) | {"replayed": ["opa"]}))
    run("validate", "e2")
    assert capsys.readouterr().err == (
        "warning: opa was not run: its findings are a replayed record;"
        " push refuses such a release\n"
    )
    report = json.loads(reports()["e2.json"])
    assert (report["passed"], report["figures"]["replayed"]) == (True, ["opa"])


def test_failed_check_is_reported_and_exits(release: Path, run: Run) -> None:
    labeled = Path("data/e2/k8s-labeled-test.jsonl")
    labeled.write_text(labeled.read_text().replace("hostNetwork: true", "hostNetwork: no", 1))
    with pytest.raises(SystemExit) as exit_:
        run("validate", "e2")
    assert str(exit_.value.code).splitlines() == [
        f"error: {labeled}:2: meta.hash is not the hash of the question",
        "error: 1 problem in all; see data/reports/e2.json",
    ]
    assert list(reports()) == REPORTS
    assert json.loads(reports()["e2-metrics.json"])["problems"] == 1
