"""One damaged row, one golden message."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.e1 import row_hash
from tests.stages.checks.checking import checked, problems_of

PRIMARY = "data/e1/iot23-train-dev-test-test.jsonl"
CIC = "data/e1/cic-ids-2017-ood-test.jsonl"


def test_sound_release_has_no_problem(folder: Path) -> None:
    report = checked(folder).report
    assert report.passed
    assert report.problem_count == 0
    assert report.problems == ()
    assert sum(file.rows or 0 for file in report.files.values()) == 80


def in_row(**values: Any) -> Callable[[bytes], bytes]:
    """Set values of the row; those of meta by `meta_<name>`."""

    def change(line: bytes) -> bytes:
        row = json.loads(line)
        for key, value in values.items():
            part, name = (row["meta"], key[5:]) if key.startswith("meta_") else (row, key)
            part[name] = value
        return json.dumps(row).encode() + b"\n"

    return change


DAMAGE = {
    "not UTF-8": (
        lambda line: b'{"question": "\x96"}\n',
        "not UTF-8: byte 0x96 at column 15",
    ),
    "not JSON": (
        lambda line: b'{"question": \n',
        "not JSON: EOF while parsing a value at line 2 column 0",
    ),
    "no object": (
        lambda line: b"[]\n",
        "Input should be an object",
    ),
    "blank": (lambda line: b"\n", "blank line"),
    "answer": (
        in_row(answer="Evil"),
        "answer: Input should be 'Malicious' or 'Benign', not 'Evil'",
    ),
    "template": (
        in_row(question="Is 10.0.0.1 Malicious?", meta_hash=row_hash("Is 10.0.0.1 Malicious?")),
        "the question is not of the E1 template",
    ),
    "hash": (in_row(meta_hash="0" * 16), "meta.hash is not the hash of the question"),
    "unknown key": (in_row(label=1), "label: Extra inputs are not permitted"),
    "source": (in_row(meta_source="ctu"), "meta.source: 'ctu' in the file of iot23"),
    "split": (in_row(meta_split="ood"), "meta.split: 'ood' in a file of train, dev, test"),
    "family": (
        in_row(meta_attack_family="NA"),
        "attack_family must be NA for benign rows and only for them",
    ),
}


@pytest.mark.parametrize(("change", "message"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damage(folder: Path, change: Callable[[bytes], bytes], message: str) -> None:
    lines = Path(PRIMARY).read_bytes().splitlines(keepends=True)
    lines[2] = change(lines[2])
    Path(PRIMARY).write_bytes(b"".join(lines))
    assert problems_of(folder) == [f"{PRIMARY}:3: {message}"]


def test_every_problem_of_every_row_is_found(folder: Path) -> None:
    lines = Path(PRIMARY).read_bytes().splitlines(keepends=True)
    lines[4] = in_row(answer=1, meta_split="demo")(lines[4])
    Path(PRIMARY).write_bytes(b"".join(lines))
    Path(CIC).write_bytes(Path(CIC).read_bytes()[:-1])
    assert problems_of(folder) == [
        f"{PRIMARY}:5: answer: Input should be 'Malicious' or 'Benign', not 1",
        f"{PRIMARY}:5: meta.split: Input should be 'train', 'dev', 'test' or 'ood', not 'demo'",
        f"{CIC}:20: the last line does not end in a newline; the file seems cut short",
    ]


def test_all_are_counted_and_the_first_thousand_written_down(folder: Path) -> None:
    Path(CIC).write_bytes(Path(CIC).read_bytes() + b"\n" * 1_500)
    report = checked(folder).report
    assert report.problem_count == 1_501  # and the account, which says 20
    assert len(report.problems) == 1_000


def test_no_question_is_repeated_in_the_report(folder: Path) -> None:
    lines = Path(PRIMARY).read_bytes().splitlines(keepends=True)
    Path(PRIMARY).write_bytes(b"".join(in_row(answer=0, question="secret")(x) for x in lines))
    outcome = checked(folder)
    assert not outcome.report.passed
    assert "secret" not in outcome.report.model_dump_json()
