"""One damaged row, one golden message."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import Row
from tests.stages.checks.e2.checking import K8S, TERRAFORM, ask, checked, problems_of

SOURCE = "sample/kubernetes-samples@c0ffee0000000000000000000000000000000000"
PATH = "apps/app-001.yaml"


def test_sound_release_has_no_problem(folder: Path) -> None:
    report = checked(folder).report
    assert report.passed
    assert report.problems == ()
    assert [file.rows for file in report.files.values()] == [9, 3, None, 6, 2, None]
    assert report.splits == {
        "k8s": {"test": 9},
        "k8s-patch-verified": {"test": 3},
        "terraform": {"test": 6},
        "terraform-patch-verified": {"test": 2},
    }


LINES = {
    "not UTF-8": (b'{"question": "\x96"}\n', "not UTF-8: byte 0x96 at column 15"),
    "not JSON": (b'{"question": \n', "not JSON: EOF while parsing a value at line 2 column 0"),
    "no object": (b"[]\n", "Input should be an object"),
    "blank": (b"\n", "blank line"),
}


@pytest.mark.parametrize(("line", "message"), LINES.values(), ids=LINES.keys())
def test_line_that_is_no_row(folder: Path, line: bytes, message: str) -> None:
    lines = K8S.read_bytes().splitlines(keepends=True)
    lines[1] = line
    K8S.write_bytes(b"".join(lines))
    assert problems_of(folder) == [f"{K8S}:2: {message}"]


def test_file_that_is_cut_short(folder: Path) -> None:
    TERRAFORM.write_bytes(TERRAFORM.read_bytes()[:-1])
    verified = TERRAFORM.with_name("terraform-patch-verified-test.jsonl")
    assert problems_of(folder) == [
        f"{TERRAFORM}:6: the last line does not end in a newline; the file seems cut short",
        f"{verified}:2: no valid row of {TERRAFORM.name} that has a patch",
    ]


def found(row: Row) -> list[Row]:
    rows: list[Row] = row["info"]["violations"]
    return rows


def set_source(source: str) -> Callable[[Row], object]:
    return lambda row: row["meta"].update(source=source)


ROWS: dict[str, tuple[Callable[[Row], object], str]] = {
    "empty question": (
        lambda row: ask(row, ""),
        "question: String should have at least 1 character",
    ),
    "hash": (
        lambda row: row["meta"].update(hash="0" * 16),
        "meta.hash is not the hash of the question",
    ),
    "unknown key": (
        lambda row: row["meta"].update(split="test"),
        "meta.split: Extra inputs are not permitted",
    ),
    "language of the other file": (
        lambda row: row.update(
            meta={**row["meta"], "lang": "tf"}, info={"violations": found(row)[1:], "patch": None}
        ),
        "meta.lang: 'tf' in a file of 'k8s'",
    ),
    "source without a commit": (
        set_source(f"sample/x@main:{PATH}"),
        "meta.source: not of the form owner/name@commit:path",
    ),
    "path that leaves the repository": (
        set_source(f"{SOURCE}:apps/../../x.yaml"),
        "meta.source: not of the form owner/name@commit:path",
    ),
    "severity": (
        lambda row: found(row)[0].update(severity="medium-high"),
        "info.violations.0.severity: Input should be 'low', 'medium', 'high' or 'critical',"
        " not 'medium-high'",
    ),
    "tool": (
        lambda row: found(row)[0].update(tool="trivy"),
        "info.violations.0.tool: Input should be 'kube-linter', 'opa' or 'semgrep', not 'trivy'",
    ),
    "line that the file has not": (
        lambda row: found(row)[2].update(loc=f"{PATH}:8"),
        f"info.violations.2.loc is no line of {PATH}",
    ),
    "line of another file": (
        lambda row: found(row)[2].update(loc="apps/app-002.yaml:6"),
        f"info.violations.2.loc is no line of {PATH}",
    ),
    "violations out of order": (
        lambda row: found(row).reverse(),
        "info.violations.1 is not after the one before it",
    ),
    "the same violation twice": (
        lambda row: found(row).insert(1, found(row)[0]),
        "info.violations.1 is not after the one before it",
    ),
    "rule that the account does not know": (
        lambda row: found(row)[1].update(rule_id="host-pid"),
        "info.violations.1: opa has no rule 'host-pid' of severity high",
    ),
    "another severity than the rule's": (
        lambda row: found(row)[1].update(severity="low"),
        "info.violations.1: opa has no rule 'host-network' of severity low",
    ),
    "patch of a file without findings": (
        lambda row: row["info"].update(violations=[], patch="x"),
        "info.patch without a violation that it mends",
    ),
    "patch of another file": (
        lambda row: row["info"].update(patch="--- a/x\n+++ b/x\n"),
        f"info.patch does not begin with --- a/{PATH} and +++ b/ the same",
    ),
}


@pytest.mark.parametrize(("change", "message"), ROWS.values(), ids=ROWS.keys())
def test_damaged_row(folder: Path, change: Callable[[Row], object], message: str) -> None:
    lines = K8S.read_text().splitlines()
    row = json.loads(lines[1])
    change(row)
    lines[1] = json.dumps(row)
    K8S.write_text("".join(f"{line}\n" for line in lines))
    assert problems_of(folder) == [f"{K8S}:2: {message}"]


def test_no_question_is_repeated_in_the_report(folder: Path) -> None:
    lines = K8S.read_text().splitlines()
    K8S.write_text("".join(line.replace("hostNetwork", "secret") + "\n" for line in lines))
    outcome = checked(folder)
    assert not outcome.report.passed
    assert "secret" not in outcome.report.model_dump_json()
