"""What is measured, and what everybody is told."""

from pathlib import Path

from tests.builders_e2 import build_sets, write_sets
from tests.stages.checks.e2.checking import SAMPLING, checked, with_sampling


def test_figures_of_a_set(folder: Path) -> None:
    figures = checked(folder).report.figures
    assert figures["replayed"] == ()
    assert figures["sets"]["k8s"] == {
        "rows": 9,
        "with_findings": 6,
        "with_findings_share": 0.6667,
        "patched": 3,
        "patched_share": 0.5,
        "parse_rate": 0.8462,  # 11 of 13
        "findings": 18,
        "by_tool": {"kube-linter": 6, "opa": 6, "semgrep": 6},
        "by_severity": {"low": 0, "medium": 0, "high": 18, "critical": 0},
        "by_rule": {tool: {"host-network": 6} for tool in ("kube-linter", "opa", "semgrep")},
    }
    assert figures["sets"]["terraform"]["by_tool"] == {"opa": 4, "semgrep": 4}


def test_shares_of_nothing(folder: Path) -> None:
    write_sets(folder, build_sets({"k8s": 0, "terraform": 6}))
    SAMPLING.unlink()
    outcome = checked(folder)
    found = outcome.report.figures["sets"]["k8s"]
    shares = ("with_findings_share", "patched_share", "parse_rate")
    assert [found[share] for share in shares] == [None] * 3
    assert not set(shares) & outcome.metrics["sets"]["k8s"].keys()
    assert outcome.metrics["files"] == outcome.metrics["patches"] == {}


def test_metrics_of_files_and_patches(folder: Path) -> None:
    metrics = checked(folder).metrics
    assert metrics["problems"] == metrics["replayed_tools"] == 0
    assert metrics["files"]["k8s"] == {
        "read": 18,
        "kept": 9,
        "duplicate": 1,
        "surplus": 1,
        "rejected": {"not-utf8": 2, "other-type": 5},
    }
    assert metrics["patches"]["terraform"] == {
        "fixable": 3,
        "verified": 2,
        "hand_written": 1,
        "hand_written_refused": 1,
        "failed": {"finding remains": 1},
        "fixes": {"public-bucket-acl": {"tried": 3, "verified": 2}},
    }


def test_plots(folder: Path) -> None:
    plots = checked(folder).plots
    assert sorted(plots) == ["files", "fixes", "rules-k8s", "rules-terraform", "severities"]
    assert plots["rules-terraform"].header == ("tool", "rule_id", "severity", "findings")
    assert plots["rules-terraform"].rows == [
        ("opa", "public-bucket-acl", "high", 4),
        ("semgrep", "public-bucket-acl", "high", 4),
    ]
    assert plots["severities"].rows[0] == ("k8s", "kube-linter", "high", "k8s high", 6)
    assert plots["files"].rows[:4] == [
        ("k8s", "kept", "k8s kept", 9),
        ("k8s", "duplicate", "k8s duplicate", 1),
        ("k8s", "surplus", "k8s surplus", 1),
        ("k8s", "not-utf8", "k8s not-utf8", 2),
    ]
    assert plots["fixes"].rows == [
        ("k8s", "host-network", "k8s host-network", 4, 3),
        ("terraform", "public-bucket-acl", "terraform public-bucket-acl", 3, 2),
    ]


def test_replayed_findings_are_no_problem_and_not_kept_quiet(folder: Path) -> None:
    assert with_sampling(folder, lambda file: file.update(replayed=["opa", "semgrep"])) == []
    outcome = checked(folder)
    assert outcome.report.figures["replayed"] == ("opa", "semgrep")
    assert outcome.metrics["replayed_tools"] == 2
    assert outcome.warnings == (
        "opa was not run: its findings are a replayed record; push refuses such a release",
        "semgrep was not run: its findings are a replayed record; push refuses such a release",
    )
