"""Rows that are valid one by one, and sets that are not."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schemas.e1 import parse_question, render_question, row_hash
from schemas.e1_sets import OOD, PRIMARY, SETS
from tests.builders import Row, build_sets, write_rows, write_sets
from tests.stages.checks.checking import checked, problems_of

IOT23 = "data/e1/iot23-train-dev-test-test.jsonl"
CIC = "data/e1/cic-ids-2017-ood-test.jsonl"
SAMPLING = "data/e1/sampling-iot23-test.json"
SAMPLING_OOD = "data/e1/sampling-e1-ood-test.json"


def test_missing_folder() -> None:
    assert problems_of(Path("nowhere")) == [
        f"nowhere/{name}: no such file; make it with `dvc repro {stage}`"
        for name, stage in [
            ("sampling-iot23-test.json", "sample"),
            ("sampling-e1-ood-test.json", "build-ood"),
            ("iot23-train-dev-test-test.jsonl", "sample"),
            ("cic-ids-2017-ood-test.jsonl", "build-ood"),
            ("unsw-nb15-ood-test.jsonl", "build-ood"),
        ]
    ]


def test_empty_file(folder: Path) -> None:
    Path(CIC).write_bytes(b"")
    assert problems_of(folder) == [
        f"{CIC}: is empty; make it anew with `dvc repro --force build-ood`"
    ]


def test_foreign_files(folder: Path) -> None:
    for name in (".gitignore", "iot23-train-dev-test-v1.jsonl", ".x.jsonl.tmp"):
        (folder / name).touch()
    (folder / "old").mkdir()
    assert problems_of(folder) == [
        f"data/e1/{name}: not a file of release test; remove it"
        for name in (".x.jsonl.tmp", "iot23-train-dev-test-v1.jsonl", "old")
    ]


ACCOUNTS: dict[str, tuple[Callable[[Any], Any], list[str]]] = {
    "does not add up": (
        lambda file: file["sets"][PRIMARY.name].update(read=1),
        [
            f"{SAMPLING}: sets.iot23-train-dev-test: kept + duplicate + rejected + surplus is 52,"
            " read is 1"
        ],
    ),
    "another release": (
        lambda file: file.update(release="v1"),
        [f"{SAMPLING}: release: 'v1', not 'test'"],
    ),
    "another key": (
        lambda file: file.update(sets={"iot23": file["sets"][PRIMARY.name]}),
        [
            f"{SAMPLING}: sets: iot23 is unknown",
            f"{SAMPLING}: sets: iot23-train-dev-test is missing",
        ],
    ),
    "another source": (
        lambda file: file["sets"][PRIMARY.name].update(source="ctu-13"),
        [f"{IOT23}: its account names the source 'ctu-13'"],
    ),
    "another kept": (
        lambda file: file["sets"][PRIMARY.name].update(
            kept=41, surplus=2, **{k: {"x": 41} for k in ("answers", "splits", "families")},
            scenarios={"capture-0": 14, "capture-1": 13, "capture-2": 14},
        ),
        [
            f"{IOT23}: has 40 rows, its account 41",
            f"{IOT23}: answers: 20 rows of 'Benign', its account says 0",
            f"{IOT23}: answers: 20 rows of 'Malicious', its account says 0",
            f"{IOT23}: answers: 0 rows of 'x', its account says 41",
            f"{IOT23}: splits: 6 rows of 'dev', its account says 0",
            f"{IOT23}: splits: 6 rows of 'test', its account says 0",
            f"{IOT23}: splits: 28 rows of 'train', its account says 0",
            f"{IOT23}: splits: 0 rows of 'x', its account says 41",
            f"{IOT23}: families: 10 rows of 'DDoS', its account says 0",
            f"{IOT23}: families: 20 rows of 'NA', its account says 0",
            f"{IOT23}: families: 10 rows of 'Okiru', its account says 0",
            f"{IOT23}: families: 0 rows of 'x', its account says 41",
            f"{IOT23}: scenarios: 13 rows of 'capture-2', its account says 14",
        ],
    ),
    "zeros are no difference": (
        lambda file: file["sets"][PRIMARY.name]["splits"].update(ood=0),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "messages"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_account(folder: Path, change: Callable[[Any], Any], messages: list[str]) -> None:
    file = json.loads(Path(SAMPLING).read_text())
    change(file)
    Path(SAMPLING).write_text(json.dumps(file))
    assert problems_of(folder) == messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "not JSON: EOF while parsing a value at line 1 column 0"),
        (b"\xff", "not JSON: expected value at line 1 column 1"),
        (b"{}", "release: Field required"),
    ],
)
def test_sampling_file_that_is_none(folder: Path, text: bytes, message: str) -> None:
    Path(SAMPLING_OOD).write_bytes(text)
    assert problems_of(folder)[0] == f"{SAMPLING_OOD}: {message}"


def primary_with(folder: Path, change: Callable[[list[Row]], object]) -> list[str]:
    """Problems of a release whose primary set was changed, account and all."""
    sets = build_sets()
    change(sets[PRIMARY.name])
    write_sets(folder, sets)
    return problems_of(folder)


def test_out_of_balance(folder: Path) -> None:
    def drop_benign(rows: list[Row]) -> None:
        del rows[1:4:2]

    assert primary_with(folder, drop_benign) == [
        f"{IOT23}: out of balance: 20 Malicious, 18 Benign"
    ]


def test_one_row_more_of_a_class_is_balanced(folder: Path) -> None:
    assert primary_with(folder, lambda rows: rows.pop()) == []


def test_empty_split(folder: Path) -> None:
    def no_dev(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["meta"]["split"] != "dev"]

    assert primary_with(folder, no_dev) == [f"{IOT23}: no valid row in split dev"]


def place(rows: list[Row], split: str) -> int:
    return next(i for i, row in enumerate(rows) if row["meta"]["split"] == split)


@pytest.mark.parametrize("split", ["train", "test"])
def test_duplicate_within_a_split_and_across(folder: Path, split: str) -> None:
    def repeat(rows: list[Row]) -> None:
        i = place(rows, split) + 2  # one of the class of row 0
        question, digest = rows[0]["question"], rows[0]["meta"]["hash"]
        rows[i] = {**rows[i], "question": question, "meta": {**rows[i]["meta"], "hash": digest}}

    line = 3 if split == "train" else 37
    assert primary_with(folder, repeat) == [f"{IOT23}:{line}: same question as line 1 (train)"]


def twin_of(row: Row, other: Row) -> Row:
    """`other`, telling the flow of `row` with another duration."""
    flow = replace(parse_question(row["question"]), duration_us=77)
    question = render_question(flow)
    meta = {**other["meta"], "hash": row_hash(question)}
    return {**other, "question": question, "meta": meta}


def test_twins_in_two_splits(folder: Path) -> None:
    def twin(rows: list[Row]) -> None:
        i = place(rows, "test")
        rows[i] = twin_of(rows[0], rows[i])

    message = f"{IOT23}:35: in split test, a near-twin of line 1 (train)"
    assert primary_with(folder, twin) == [message]
    assert checked(folder).metrics["test_twins_in_train"] == 1


def test_twins_in_one_split_are_allowed(folder: Path) -> None:
    def twin(rows: list[Row]) -> None:
        rows[1] = twin_of(rows[0], rows[1])

    assert primary_with(folder, twin) == []
    assert checked(folder).metrics["test_twins_in_train"] == 0


def test_question_of_two_sets_is_a_figure(folder: Path) -> None:
    sets = build_sets()
    ood = sets[OOD[0].name]
    for i in (0, 1, 2):
        row = sets[PRIMARY.name][i]
        ood[i] = {**row, "meta": {**ood[i]["meta"], "hash": row["meta"]["hash"]}}
    write_sets(folder, sets)
    outcome = checked(folder)
    assert outcome.report.passed
    assert outcome.metrics["shared_questions"] == {"cic-ids-2017-ood": 3, "unsw-nb15-ood": 0}


def test_scenarios_in_several_splits_are_a_figure(folder: Path) -> None:
    sets = build_sets()
    for row in sets[PRIMARY.name]:
        if row["meta"]["scenario"] != "capture-0":
            row["meta"]["scenario"] = f"only-{row['meta']['split']}"
    write_sets(folder, sets)
    outcome = checked(folder)
    assert outcome.report.passed
    assert outcome.report.figures["shared_scenarios"][PRIMARY.name] == ["capture-0"]


def test_a_set_of_broken_rows_alone(folder: Path) -> None:
    for spec in SETS:
        (folder / spec.rows_file("test")).write_bytes(b"{}\n" * 3)
    outcome = checked(folder)
    assert not outcome.report.passed
    assert outcome.report.figures["difficulty"] == {}
    assert outcome.report.figures["giveaway"] is None


def test_one_row(folder: Path) -> None:
    write_rows(Path(CIC), build_sets()[OOD[0].name][:1])
    assert f"{CIC}: has 1 rows, its account 20" in problems_of(folder)
    assert OOD[0].name not in checked(folder).report.figures["difficulty"]
