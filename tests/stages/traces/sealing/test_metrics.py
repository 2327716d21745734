"""Figures of a set that is small enough to be worked out by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.seal import Seal, SealedFile, Unfilled
from schemas.sections.oracle import OracleParams
from stages.common.files import sha256_file
from stages.traces.sealing import columns
from stages.traces.sealing.metrics import metrics
from tests.stages.traces.sealing.sets import order_in

Rows = list[dict[str, Any]]
WRITER, JUDGE = "claude-sonnet-5-5", "claude-haiku-5-5"
PRICES = {
    WRITER: {"input": 1, "output": 10, "cache_write_5m": 2, "cache_write_1h": 3, "cache_read": 0.5},
    JUDGE: {"input": 2, "output": 4, "cache_write_5m": 0, "cache_write_1h": 0, "cache_read": 0},
}


def answer(phase: str, domain: str, way: str, model: str, **tokens: int) -> dict[str, Any]:
    texts = dict.fromkeys(("key", "served", "message", "stop_reason", "text"), "x")
    told = {"phase": phase, "domain": domain, "transport": way, "model": model, "refusal": None}
    kinds = ("input", "cache_write_5m", "cache_write_1h", "cache_read", "output")
    return {**texts, **told, **dict.fromkeys(kinds, 0), **tokens}


def candidate(row: int, domain: str, **more: Any) -> dict[str, Any]:
    own = {"row": row, "domain": domain, "intent": "create", "attempt": 0, "keys": ["x"]}
    return {**own, "text": "x", **more}


def accepted(row: int, domain: str) -> dict[str, Any]:
    return candidate(row, domain, moment="x", plan="{}", models="{}")


def rejected(row: int, domain: str, phase: str, *codes: str) -> dict[str, Any]:
    return candidate(row, domain, phase=phase, codes=[*codes], problems=["x"])


TRACES = [accepted(0, "Finance"), accepted(1, "Finance"), accepted(2, "Legal")]
REJECTED = [
    rejected(0, "Finance", "requests", "requests.missing"),
    rejected(1, "Finance", "plan", "plan.unsound", "tool.unknown"),
    rejected(2, "Legal", "plan", "plan.unsound"),
    rejected(3, "Legal", "judgement", "judgement.scope"),
]
ANSWERS = [
    answer("requests", "Finance", "messages", WRITER, input=100_000, output=20_000),  # 0.1 + 0.2
    answer("requests", "Legal", "messages", WRITER, cache_write_5m=50_000),  # 0.1
    answer("plan", "Finance", "messages", WRITER, cache_read=200_000, output=10_000),  # 0.1 + 0.1
    answer("plan", "Legal", "batches", WRITER, input=100_000, cache_write_1h=100_000),  # 0.4 / 2
    answer("judgement", "Finance", "messages", JUDGE, input=50_000),  # 0.1
]


def write(folder: Path, files: Mapping[str, Rows], **more: Any) -> Path:
    schemas = {
        "traces.parquet": columns.TRACES,
        "rejected.parquet": columns.REJECTED,
        "answers.parquet": columns.ANSWERS,
    }
    for name, rows in files.items():
        plain = pa.schema(
            [(f.name, pa.string() if f.type == pa.json_() else f.type) for f in schemas[name]]
        )
        pq.write_table(pa.Table.from_pylist(rows, schema=plain).cast(schemas[name]), folder / name)
    accepted = len(files["traces.parquet"])
    made = Seal(
        seed=1,
        created_at="2026-11-22T00:00:00Z",
        domains=("Finance", "Legal"),
        oracle=priced(folder),
        accepted=accepted,
        files={
            name: SealedFile(rows=len(rows), sha256=sha256_file(folder / name))
            for name, rows in files.items()
        },
        **more,
    )
    (folder / "seal.json").write_text(made.model_dump_json())
    return folder


def priced(folder: Path) -> OracleParams:
    values = order_in(folder).params.model_dump()
    half = {"batch": 0.5, "cache_minimum": 1024}
    prices = {model: {**each, **half} for model, each in PRICES.items()}
    return OracleParams.model_validate({**values, "models": prices})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"traces.parquet": TRACES, "rejected.parquet": REJECTED, "answers.parquet": ANSWERS}
    unfilled = (Unfilled(domain="Legal", intent="create", traces=1),)
    return write(tmp_path, files, total=4, unfilled=unfilled, uncertain=2, uncertain_dollars=0.05)


def test_traces_and_dollars(folder: Path) -> None:
    found = metrics(folder)
    assert (found["oracle"], found["traces"], found["unfilled"]) == ("anthropic", 3, 1)
    assert (found["uncertain_requests"], found["uncertain_dollars"]) == (2, 0.05)
    assert found["dollars"] == 0.95
    assert found["dollars_per_trace"] == 0.316667


def test_phases(folder: Path) -> None:
    assert metrics(folder)["phases"] == {
        "requests": {"candidates": 7, "accepted": 0.8571, "dollars": 0.4},
        "plan": {"candidates": 6, "accepted": 0.6667, "dollars": 0.4},
        "judgement": {"candidates": 4, "accepted": 0.75, "dollars": 0.1},
    }


def test_domains(folder: Path) -> None:
    assert metrics(folder)["domains"] == {
        "Finance": {"traces": 2, "accepted": 0.5, "dollars_per_trace": 0.3},
        "Legal": {"traces": 1, "accepted": 0.3333, "dollars_per_trace": 0.3},
    }


def test_codes_the_most_frequent_first(folder: Path) -> None:
    assert [*metrics(folder)["rejected"].items()] == [
        ("plan.unsound", 2),
        ("requests.missing", 1),
        ("tool.unknown", 1),
        ("judgement.scope", 1),
    ]


def test_nothing_was_accepted(tmp_path: Path) -> None:
    lost = [rejected(0, "Legal", "judgement", "judgement.scope")]
    files: dict[str, Rows] = {
        "traces.parquet": [],
        "rejected.parquet": lost,
        "answers.parquet": ANSWERS,
    }
    unfilled = (Unfilled(domain="Legal", intent="create", traces=1),)
    write(tmp_path, files, total=1, unfilled=unfilled, uncertain=0, uncertain_dollars=0)
    found = metrics(tmp_path)
    assert (found["traces"], found["unfilled"], found["dollars"]) == (0, 1, 0.9)
    assert found["domains"] == {"Legal": {"traces": 0, "accepted": 0.0, "dollars_per_trace": 0.3}}
    assert found["phases"]["judgement"]["accepted"] == 0.0
