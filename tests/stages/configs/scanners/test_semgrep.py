"""What `semgrep scan` says, read."""

import json
from typing import Any

import pytest

from stages.configs.finding import Failure, Finding
from stages.configs.scanners.process import Crash, Output
from stages.configs.scanners.semgrep import Semgrep
from tests.stages.configs.scanners.inputs import manifests

FILES = manifests(["a"])
[KEY] = FILES
PATH = f"in/{KEY}/manifest.yaml"


def match(line: int = 4) -> dict[str, Any]:
    extra = {"message": "m", "metadata": {"severity": "high"}, "severity": "ERROR"}
    return {"check_id": "r", "path": PATH, "start": {"line": line}, "extra": extra}


def read(code: int = 0, stderr: str = "", **parts: Any) -> Any:
    report = {"results": [], "errors": [], "paths": {"scanned": [PATH]}} | parts
    return (
        Semgrep("k8s", 30).read(Output(code, json.dumps(report).encode(), stderr), FILES).get(KEY)
    )


def crash(**parts: Any) -> tuple[str, str]:
    with pytest.raises(Crash) as caught:
        read(**parts)
    return caught.value.reason, caught.value.detail


def test_findings_have_the_path_of_their_line():
    path = ("documents", 0, "metadata", "name")
    assert read(results=[match(4), match(1), match(4)]) == (
        Finding(1, "semgrep", "r", "m", "high", ("documents", 0)),
        Finding(4, "semgrep", "r", "m", "high", path),
    )


def test_no_findings_need_a_file_that_was_scanned():
    assert read() == ()
    assert read(paths={"scanned": []}) is None
    assert read(results=[match()], paths={"scanned": []}) is None


@pytest.mark.parametrize(
    ("kind", "message", "reason", "detail"),
    [
        ("Timeout", "Timeout when running r on {}\n ", "timed out", "Timeout when running r on"),
        ("Out of memory", "Too much", "crashed", "Too much"),
        ("Other syntax error", "Error at line {}6:\n here", "unreadable", "Error at line 6: here"),
        (["PartialParsing", []], "`=` was unexpected", "unreadable", "`=` was unexpected"),
    ],
)  # fmt: skip
def test_an_error_in_a_file_is_a_failure(kind, message, reason, detail):
    error = {"type": kind, "path": PATH, "message": message.format(f"{PATH}:"), "level": "warn"}
    assert read(errors=[error], results=[match()]) == Failure("semgrep", reason, detail)


def test_an_error_of_a_rule_is_nobodys_finding():
    error = {"type": "Rule parse error", "message": "Rule parse error in rule r:\n no pattern"}
    told = "Rule parse error in rule r: no pattern"
    assert crash(errors=[error]) == ("crashed", told)
    assert crash(errors=[error | {"path": "rules/semgrep/k8s/r.yaml"}]) == ("crashed", told)
    assert crash(errors=[error], code=7) == ("crashed", f"exit code 7: {told}")


def test_a_run_that_fails_without_errors_gives_its_last_words():
    assert crash(code=2, stderr="\nno luck\nat all") == ("crashed", "exit code 2: no luck")


def test_a_rule_without_severity_is_an_error():
    wrong = match()
    del wrong["extra"]["metadata"]["severity"]
    place = "results.0.extra.metadata.severity: Field required"
    assert crash(results=[wrong]) == ("unreadable output", place)
