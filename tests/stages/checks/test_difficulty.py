"""A planted leak closes the gate; small sets are only measured."""

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from schemas.e1 import E1Row, FlowText
from schemas.e1_sets import OOD, PRIMARY, SETS
from stages.checks.e1 import classifiers
from stages.checks.e1.columns import FIELDS, LARGEST, MISSING, Columns, ColumnsBuilder
from tests.builders import Row, build_sets, port_leak, row_of, rows_of, write_sets
from tests.stages.checks.checking import checked

CIC = OOD[0].name


def outcome_of(folder: Path, name: str, rows: int, change: Any = lambda flow, _: flow) -> Any:
    """The outcome for a release with one set of that many rows, changed."""
    sets = build_sets()
    sets[name] = build_sets({spec.name: rows for spec in SETS}, change=change)[name]
    write_sets(folder, sets)
    return checked(folder)


@pytest.mark.parametrize("name", [PRIMARY.name, CIC])
def test_leak_closes_the_gate(folder: Path, name: str) -> None:
    outcome = outcome_of(folder, name, 400, port_leak)
    assert [problem.what for problem in outcome.report.problems] == [
        "too easy: stump on destination_port answers 1.0000 right,"
        " validate.e1.difficulty.stump allows 0.95",
        "too easy: tree answers 1.0000 right, validate.e1.difficulty.tree allows 0.99",
    ]
    assert {problem.file for problem in outcome.report.problems} == {f"data/e1/{name}-test.jsonl"}


@pytest.mark.parametrize("name", [PRIMARY.name, CIC])
def test_leak_in_few_rows_is_a_figure(folder: Path, name: str) -> None:
    outcome = outcome_of(folder, name, 100, port_leak)
    assert outcome.report.passed
    assert outcome.metrics["difficulty"][name] == {"majority": 0.5, "stump": 1.0, "tree": 1.0}


@pytest.mark.parametrize("name", [PRIMARY.name, CIC])
def test_noise_passes_the_gate(folder: Path, name: str) -> None:
    outcome = outcome_of(folder, name, 400)
    assert outcome.report.passed
    assert outcome.metrics["difficulty"][name]["tree"] < 0.75


def missing_service(flow: FlowText, answer: str) -> FlowText:
    return replace(flow, service=None if answer == "Benign" else flow.service or "ssh")


def middle_port(flow: FlowText, answer: str) -> FlowText:
    ports = [80] if answer == "Malicious" else [22, 443]
    return replace(flow, destination_port=ports[(flow.sent_bytes or 0) % len(ports)])


def absent_count(flow: FlowText, answer: str) -> FlowText:
    return replace(flow, sent_packets=None if answer == "Malicious" else flow.sent_packets)


LEAKS = {
    "service": missing_service,
    "destination_port": middle_port,
    "sent_packets": absent_count,
}


@pytest.mark.parametrize(("field", "change"), LEAKS.items(), ids=LEAKS.keys())
def test_leaks_that_no_threshold_on_values_finds(folder: Path, field: str, change: Any) -> None:
    outcome = outcome_of(folder, PRIMARY.name, 100, change)
    scores = outcome.report.figures["difficulty"][PRIMARY.name]
    assert (scores["stump"], scores["stump_field"]) == (1.0, field)


def test_transfer_of_a_leak_that_both_sets_have(folder: Path) -> None:
    counts = {spec.name: 100 for spec in SETS}
    write_sets(folder, build_sets(counts, change=port_leak))
    assert checked(folder).metrics["transfer"] == {spec.name: 1.0 for spec in OOD}


def test_unbalanced_test_split_closes_the_gate(folder: Path) -> None:
    sets = build_sets({spec.name: 400 for spec in SETS})
    benign_test = [
        row
        for row in sets[PRIMARY.name]
        if row["meta"]["split"] == "test" and row["answer"] == "Benign"
    ]
    for row in benign_test[:20]:
        row["meta"]["split"] = "train"
    write_sets(folder, sets)
    whats = [problem.what for problem in checked(folder).report.problems]
    assert (
        "too easy: majority answers 0.7500 right, validate.e1.difficulty.majority allows 0.55"
        in whats
    )


def test_giveaway_by_fields_that_one_source_lacks(folder: Path) -> None:
    sets = build_sets({spec.name: 100 for spec in SETS})
    assert _giveaway(folder, sets)["presence"] < 0.5
    for spec in OOD:
        sets[spec.name] = rows_of(spec, 100, lambda flow, _: replace(flow, sent_packets=None))
    measured = _giveaway(folder, sets)
    assert measured["largest_source"] == 0.3333
    assert 0.6 < measured["presence"] < 0.8
    assert measured["rendered"] >= 0.6


def _giveaway(folder: Path, sets: dict[str, list[Row]]) -> dict[str, float]:
    write_sets(folder, sets)
    giveaway: dict[str, float] = checked(folder).report.figures["giveaway"]
    return giveaway


def test_presence(folder: Path) -> None:
    presence = checked(folder).report.figures["presence"][CIC]
    assert presence["protocol"] == 1.0
    assert presence["state"] == 0.0
    assert 0 < presence["service"] < 1


def test_near_twins_share_a_fold() -> None:
    """Each answer is known from the twin alone, so that apart from it only guessing is left."""
    rng = np.random.default_rng(0)
    pairs = 200
    twin = np.repeat(np.arange(pairs), 2)
    rendered = np.repeat(rng.integers(0, 10**6, (pairs, 10)), 2, axis=0)
    answer = np.repeat(rng.integers(0, 2, pairs), 2)
    deep = classifiers.classifier(classifiers.ALL_FIELDS, 30)
    together = classifiers.cross_validated(deep, rendered, answer, twin)
    apart = classifiers.cross_validated(deep, rendered, answer, np.arange(2 * pairs))
    assert together < 0.65
    assert apart > 0.95


def test_large_sets_are_thinned_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifiers, "MOST_ROWS", 5)
    columns = columns_of(build_sets()[CIC])
    upside_down = columns_of(build_sets()[CIC][::-1])
    assert len(classifiers.thinned(columns)) == 5
    np.testing.assert_array_equal(
        classifiers.thinned(columns).question, classifiers.thinned(upside_down).question
    )


def columns_of(rows: list[Row]) -> Columns:
    builder = ColumnsBuilder()
    for line, row in enumerate(rows, 1):
        builder.add(line, E1Row.model_validate(row))
    return builder.build()


def test_columns_tell_missing_from_zero_and_hold_any_number() -> None:
    flow = FlowText(protocol="tcp", sent_packets=0, sent_bytes=10**30)
    columns = columns_of([row_of(flow, "Benign", source="iot23", split="train")])
    told = dict(zip(FIELDS, columns.rendered[0].tolist(), strict=True))
    assert told["sent_packets"] == 0
    assert told["sent_bytes"] == LARGEST
    assert told["received_bytes"] == MISSING
    assert told["protocol"] == zlib.crc32(b"tcp")


def test_order_of_rows_changes_no_figure(folder: Path) -> None:
    before = checked(folder).report.figures
    for path in folder.glob("*.jsonl"):
        path.write_text("".join(sorted(path.read_text().splitlines(keepends=True))))
    assert checked(folder).report.figures == before
