import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from schemas.sections.generate_traces import Format
from stages.traces.judging.judge import Finding, Judgement, Verdict, judge
from stages.traces.measure import measure
from stages.traces.stream import stream_traces
from tests.builders_sid import write_traces

NAMES = {"jsonl": "a.jsonl", "jsonl.zst": "a.jsonl.zst", "parquet": "a.parquet"}
FORMATS: list[Format] = ["jsonl", "jsonl.zst", "parquet"]


@cache
def traces() -> list[dict[str, Any]]:
    return list(stream_traces(30, 42, "2026-11-22T00:00:00Z", ["Finance", "HR"]))


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    write_traces(path, rows)
    return path


def one(path: Path) -> Verdict:
    return judge([path], 1).verdicts[path.name]


def shown(verdict: Verdict) -> list[str]:
    return [f"{found.line} {found.code}: {found.message}" for found in verdict.findings]


@pytest.mark.parametrize("format", FORMATS)
def test_sound_files(tmp_path: Path, format: Format) -> None:
    path = write(tmp_path / NAMES[format], traces())
    assert judge([path], 1) == Judgement({path.name: Verdict(30, 0, {}, ())}, measure(traces()))


def damaged() -> list[dict[str, Any]]:
    rows = copy.deepcopy(traces())
    rows[3]["graph"]["calls"][0]["tool_id"] = "finance.no_such_tool"
    rows[7]["validated"] = False
    return rows


@pytest.mark.parametrize("format", FORMATS)
def test_problems_of_traces(tmp_path: Path, format: Format) -> None:
    path = write(tmp_path / NAMES[format], damaged())
    judgement = judge([path], 1)
    verdict = judgement.verdicts[path.name]
    assert (verdict.rows, verdict.wrong) == (30, 2)
    assert {found.line for found in verdict.findings} == {4, 8}
    assert verdict.findings[-1] == Finding(
        path.name, 8, "trace.not-validated", "validated", "is false"
    )
    assert verdict.codes["trace.not-validated"] == 1
    assert sum(verdict.codes.values()) == len(verdict.findings)
    sound = [row for number, row in enumerate(traces()) if number not in (3, 7)]
    assert judgement.diversity == measure(sound)


def test_lines_that_hold_no_trace(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.jsonl", traces()[:1]).read_bytes()
    bad = [b"", b"  ", b"{", b'{"a": NaN}', b'{"a": "\xff"}', b"[]", b"null", b"1", b'"x"', b"{}"]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([*bad, whole.rstrip(b"\n")]))
    verdict = one(path)
    assert (verdict.rows, verdict.wrong) == (11, 10)
    assert shown(verdict)[:9] == [
        "1 file.empty-line: is empty",
        "2 file.empty-line: is empty",
        "3 file.not-json: unexpected end of data, column 1",
        "4 file.not-json: unexpected character, expected a JSON value, column 7",
        "5 file.not-utf8: byte 8 is no UTF-8",
        "6 file.not-object: is a list, not an object",
        "7 file.not-object: is null, not an object",
        "8 file.not-object: is a number, not an object",
        "9 file.not-object: is text, not an object",
    ]
    assert {found.code for found in verdict.findings[9:]} == {"shape.missing-field"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("cut", [1, 9, 500])
def test_truncated_files(tmp_path: Path, format: Format, cut: int) -> None:
    path = write(tmp_path / NAMES[format], traces())
    path.write_bytes(path.read_bytes()[:-cut])
    if format == "jsonl":
        assert one(path).codes == ({} if cut == 1 else {"file.not-json": 1})
    else:
        verdict = one(path)
        code = {"jsonl.zst": "file.truncated", "parquet": "file.damaged"}[format]
        assert verdict.codes[code] == 1
        assert verdict.findings[-1].line == 0
        assert verdict.wrong == sum(verdict.codes.values()) - 1
        assert "\n" not in verdict.findings[-1].message


@pytest.mark.parametrize("place", [0, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("format", FORMATS)
def test_overwritten_files(tmp_path: Path, format: Format, place: float) -> None:
    path = write(tmp_path / NAMES[format], traces())
    content = bytearray(path.read_bytes())
    start = int(place * len(content))
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)
    assert one(path).findings


def test_more_frames_than_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.zst", traces()[:20])
    path.write_bytes(path.read_bytes() + zstandard.compress(b"{}"))
    assert one(path).rows == 21
    path.write_bytes(path.read_bytes() + b"more")
    assert one(path).codes["file.damaged"] == 1


Change = Callable[[Any], Any]


@pytest.mark.parametrize(
    ("column", "change", "code"),
    [
        ("metadata", lambda _: "{", "file.not-json"),
        ("metadata", lambda _: None, "file.not-json"),
        ("policy", lambda _: None, "file.columns"),
        ("graph", lambda graph: {**graph, "calls": None}, "file.columns"),
        ("request", lambda _: None, "shape.wrong-type"),
        ("created_at", lambda _: 7, "shape.wrong-type"),
    ],
)
def test_columns_of_another_kind(tmp_path: Path, column: str, change: Change, code: str) -> None:
    path = write(tmp_path / "a.parquet", traces()[:3])
    rows = pq.read_table(path).to_pylist()
    changed = [{**row, column: change(row[column])} for row in rows]
    pq.write_table(pa.Table.from_pylist(changed), path)
    assert set(one(path).codes) == {code}
    assert one(path).wrong == 3


def test_a_table_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [1, 2]}), path)
    assert shown(one(path))[0] == "1 file.columns: there is no column 'policy'"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert shown(one(tmp_path / "a.jsonl")) == ["0 file.unreadable: No such file or directory"]
    assert shown(one(tmp_path / "a.parquet"))[0].startswith("0 file.unreadable: ")


def test_only_the_first_findings_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("[]\n" * 250)
    verdict = one(path)
    assert (verdict.wrong, verdict.codes) == (250, {"file.not-object": 250})
    assert [found.line for found in verdict.findings] == list(range(1, 101))


def test_several_files_in_processes(tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{number}.jsonl", rows)
        for number, rows in enumerate([traces()[:20], damaged()[:10], traces()[20:], traces()[:2]])
    ]
    judgement = judge(files, 2)
    assert judgement == judge(files, 1)
    assert [verdict.wrong for verdict in judgement.verdicts.values()] == [0, 2, 0, 0]
    assert list(judgement.verdicts) == [path.name for path in files]
    assert judgement.diversity["duplicates"]["trace_ids"] == 10
    assert json.loads(json.dumps(judgement.diversity)) == judgement.diversity


def test_no_files() -> None:
    assert judge([], 0).verdicts == {}
