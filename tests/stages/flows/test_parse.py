"""The reader against a reference that goes line by line."""

import re
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.common.errors import PipelineError
from stages.flows import shares, zeek
from stages.flows.blocks import Block, blocks
from stages.flows.parse import parse
from stages.flows.table import Layout
from tests.stages.flows.flow_files import (
    FEW,
    FIRST,
    IOT23,
    LATER,
    ZEEK_ROW,
    Row,
    ZeekFormat,
    read_folder,
)

COUNTS = ("id.orig_p", "id.resp_p", "orig_bytes", "resp_bytes", "orig_pkts", "resp_pkts")
NULLS = ("-", "", "(empty)")
counts = st.sampled_from(["0", "17", "80", "1023", "1024", "65535", *NULLS])
odd_counts = st.sampled_from(
    ["65536", "-5", "12x", "1_0", "0x1F", "1.5", "7.0", "1\r2", " 3", "1e9"]
)
durations = st.sampled_from(["0.0", "1.5", "0.000012", "3.999999", "-0.5", "1e3", *NULLS])
odd_durations = st.sampled_from(["x", "1.5s", "--", "inf", "nan", "1e300"])
words = st.sampled_from(["-", "dns", "HTTP", "ssl,http", "(empty)"])
odd_words = st.sampled_from(["ht tp", "d\rns", "ü", "x" * 50, "#", "\udc96"])
label_pairs = st.sampled_from(
    [("Benign", "-"), ("benign", "-"), ("Malicious", "Okiru"), ("Malicious", "C&C-HeartBeat")]
)
odd_labels = st.sampled_from(
    [("Background", "-"), ("Normal", "-"), ("", "-"), ("Malicious", "Sneeze"), ("-", "-")]
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row in which perhaps something is wrong."""
    row = {name: draw(counts) for name in COUNTS} | {"duration": draw(durations)}
    row |= {"service": draw(words), "proto": draw(st.sampled_from(["tcp", "udp", "icmp", "-"]))}
    row |= {"uid": draw(st.sampled_from(["C1", "#C", "C\r1", "C\udc96"]))}
    row["label"], row["detail"] = draw(label_pairs)
    match draw(st.integers(0, 9)):
        case 0:
            row[draw(st.sampled_from(COUNTS))] = draw(odd_counts)
        case 1:
            row["duration"] = draw(odd_durations)
        case 2:
            row["service"] = draw(odd_words)
        case 3:
            row["label"], row["detail"] = draw(odd_labels)
    return row


@st.composite
def lines(draw: st.DrawFn, form: ZeekFormat) -> str:
    """A line of a log: mostly a row."""
    row = form.row(draw(rows()))
    match draw(st.integers(0, 14)):
        case 0:
            return draw(st.sampled_from(["", "#", "#close\t2019", "#" + row, form.header()[-2]]))
        case 1:
            return row + draw(st.sampled_from(["\tmore", "\t\udcff"])) * draw(st.integers(1, 3))
        case 2:
            return "\t".join(row.split("\t")[: draw(st.integers(1, 20))])
        case 3:
            return draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=9)).replace(
                "\n", "x"
            )
    return row


class Expected(NamedTuple):
    line: int
    malicious: bool
    numbers: tuple[int | None, ...]


def whole(text: str) -> int | None:
    """As the reader should see a count: None for null, ValueError for what is none."""
    text = text.strip()
    if text in NULLS:
        return None
    if re.fullmatch(r"0[xX][0-9a-fA-F]+", text):
        return int(text, 16)
    if not re.fullmatch(r"[-+]?\d+(\.0*)?(e\d+)?", text, re.ASCII):
        raise ValueError(text)
    return int(float(text))


def seconds(text: str) -> float | None:
    text = text.strip()
    if text in NULLS or text in ("inf", "nan"):
        return None
    if text == "1e300":
        raise ValueError(text)
    return float(text)


def judge(line: str, form: ZeekFormat) -> Expected | str | None:
    """What is to become of a line: a flow (its line still 0), a reason, or nothing at all."""
    line = line.removesuffix("\r")
    if line.startswith("#"):
        return None
    if not line:
        return "blank row"
    cells = line.split("\t")
    names = [*form.fields[:-1], "joined"] if form.joined else [*form.fields, "label", "detail"]
    if len(cells) != len(names):
        return "wrong column count"
    row = dict(zip(names, cells, strict=True))
    if form.joined:
        _, row["label"], row["detail"] = re.split(" {3}", row["joined"])
    try:
        numbers = {name: whole(row[name]) for name in COUNTS}
        seconds(row["duration"])
    except ValueError:
        return "not a number"
    label = row["label"].strip().lower()
    if label in ("background", "", "-"):
        return "background" if label == "background" else "blank label"
    if label not in ("benign", "malicious"):
        return "unknown label"
    if label == "malicious" and row["detail"] not in ("Okiru", "C&C-HeartBeat"):
        return "unknown attack family"
    if row["service"] not in ("-", "dns", "HTTP", "ssl,http", "(empty)"):
        return "unreadable text"
    ports = row["proto"] in ("tcp", "udp", "-")
    for name in ("id.orig_p", "id.resp_p"):
        if not ports:
            numbers[name] = None
        if not -1 <= (numbers[name] or 0) <= 65535:
            return "port out of range"
    if (numbers["id.orig_p"] or 0) >= 1024:
        numbers["id.orig_p"] = None
    found = (numbers[name] for name in COUNTS)
    below = (None if number is None or number < 0 else number for number in found)
    return Expected(0, label == "malicious", tuple(below))


@pytest.mark.parametrize("form", [IOT23, LATER], ids=["joined", "columns"])
@FEW
@given(data=st.data())
def test_reader_agrees_with_a_reference(
    tmp_path_factory: pytest.TempPathFactory, form: ZeekFormat, data: st.DataObject
) -> None:
    body = data.draw(st.lists(lines(form), min_size=1, max_size=25))
    ends = data.draw(
        st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(body), max_size=len(body))
    )
    size = data.draw(st.sampled_from([1, 7, 64, 300, 4096]))
    workers = data.draw(st.sampled_from([1, 2, 4]))
    text = "".join(line + end for line, end in zip(body, ends, strict=True))
    last = judge(body[-1], form)
    if isinstance(last, Expected) and data.draw(st.booleans()):
        text = text.removesuffix(ends[-1])

    root = tmp_path_factory.mktemp("log")
    header = "".join(line + "\n" for line in form.header())
    (root / "conn.log").write_bytes((header + text).encode(errors="surrogateescape"))
    with mock.patch.object(shares, "blocks", partial(blocks, size=size)):
        found = read_folder(root, zeek.LOGS, workers=workers)

    verdicts = [(FIRST + at, judge(line, form)) for at, line in enumerate(body)]
    assert found.reasons == [(at, reason) for at, reason in verdicts if isinstance(reason, str)]
    assert [
        Expected(
            flow.line,
            flow.malicious,
            (
                flow.text.source_port,
                flow.text.destination_port,
                flow.text.sent_bytes,
                flow.text.received_bytes,
                flow.text.sent_packets,
                flow.text.received_packets,
            ),
        )
        for flow in found.flows
    ] == [flow._replace(line=at) for at, flow in verdicts if isinstance(flow, Expected)]
    assert found.read == len(found.flows) + len(found.rejects)
    for reject in found.rejects:
        line = body[reject.line - FIRST].removesuffix("\r").encode(errors="surrogateescape")
        assert reject.row == line.decode(errors="replace")


LAYOUT = Layout(width=3, texts={"label": 2}, counts={"sent_bytes": 0}, duration=1)


def test_rows_at_fault_do_not_take_others_along() -> None:
    table = parse(Block(b"1,2,a\nx,2,b\n3\n4,y,c\n5,6,d\n", 10, unfinished=False), LAYOUT, "f.csv")
    assert table.lines.tolist() == [10, 11, 13, 14]
    assert table.counts["sent_bytes"].tolist() == [1, -1, 4, 5]
    assert table.wrong.tolist() == [False, True, True, False]
    assert [(r.line, r.value) for r in table.rejects] == [
        (12, "1 columns, not 3"), (11, "sent_bytes x"), (13, "duration y"),
    ]  # fmt: skip
    assert [table.row(index) for index in range(4)] == ["1,2,a", "x,2,b", "4,y,c", "5,6,d"]


def test_quotes_are_ordinary_letters() -> None:
    table = parse(Block(b'1,2,"a\n3,4,b"\n', 1, unfinished=False), LAYOUT, "f.csv")
    assert table.texts["label"].to_pylist() == [b'"a', b'b"']


def test_columns_that_are_not_asked_for_may_hold_anything() -> None:
    layout = Layout(width=2, texts={"label": 1}, counts={}, duration=None)
    table = parse(Block(b"\xff\x00,a\n", 1, unfinished=False), layout, "f.csv")
    assert table.texts["label"].to_pylist() == [b"a"]
    assert np.isnan(table.duration).all()


def test_a_line_end_that_was_cut_in_half_is_no_row_at_fault() -> None:
    table = parse(Block(b"1,2,a\r\n\r", 1, unfinished=True), LAYOUT, "f.csv")
    assert (table.lines.tolist(), table.rejects) == ([1, 2], [])


@pytest.mark.parametrize("number", ["1", "x"])
def test_rows_of_another_width_need_not_be_utf_8(number: str) -> None:
    data = b"1,2,a\n\x96\xff\n\x96,\xff,b,c\n" + number.encode() + b",2,\x96\n"
    table = parse(Block(data, 1, unfinished=False), LAYOUT, "f.csv")
    assert [(r.line, r.value) for r in table.rejects][:2] == [
        (2, "1 columns, not 3"), (3, "4 columns, not 3"),
    ]  # fmt: skip
    assert table.texts["label"].to_pylist() == [b"a", b"\x96"]
    assert table.lines.tolist() == [1, 4]


def test_a_row_that_was_cut_off_is_an_error(tmp_path: Path) -> None:
    text = "\n".join([*IOT23.header(), IOT23.row(ZEEK_ROW), IOT23.row(ZEEK_ROW)[:40]])
    (tmp_path / "conn.log").write_text(text)
    with pytest.raises(PipelineError, match=r"conn\.log:9: the file ends in the middle of a row"):
        read_folder(tmp_path, zeek.LOGS)
