"""Findings that one change removes are one issue."""

from dataclasses import replace

from stages.configs.finding import Finding
from stages.configs.parsed import Set
from stages.configs.patching.issue import Issue, find_issues
from tests.stages.configs.building import config_of, finding, pod

TWO = pod("web", "hostNetwork: true") + "---\n" + pod("db", "hostNetwork: true", "hostPID: true")
PARSED = config_of(TWO).parsed


def off(document: int, name: str) -> tuple[Set, ...]:
    return (Set(("documents", document, "spec", name), False),)


def at(document: int, rule: str, tool: str = "opa") -> Finding:
    return replace(finding(rule, path=("documents", document)), tool=tool)


def test_one_issue_a_change_in_the_order_of_findings() -> None:
    findings = [at(1, "host-pid"), at(0, "host-network"), at(1, "host-network")]
    assert find_issues(PARSED, findings) == (
        Issue("host-pid", off(1, "hostPID"), (findings[0],)),
        Issue("host-network", off(0, "hostNetwork"), (findings[1],)),
        Issue("host-network", off(1, "hostNetwork"), (findings[2],)),
    )


def test_scanners_that_mean_the_same_share_an_issue() -> None:
    # KubeLinter calls the rule otherwise than OPA and Semgrep.
    shared = (at(1, "host-pid"), at(1, "host-pid", "kube-linter"), at(1, "host-pid", "semgrep"))
    assert find_issues(PARSED, shared) == (Issue("host-pid", off(1, "hostPID"), shared),)


def test_what_nothing_mends_is_no_issue() -> None:
    assert find_issues(PARSED, [at(0, "public-subdomain")]) == ()


def test_what_is_not_wrong_is_no_issue() -> None:
    assert find_issues(PARSED, [at(0, "host-pid")]) == ()
