"""Of stages/flows/hub.py; tests/stages/sources has a test_hub.py already."""

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.e1 import FlowText
from stages.flows import hub
from tests.stages.flows.conftest import ReadOne
from tests.stages.flows.flow_files import Read

COLUMNS = ("id.orig_p", "id.resp_p", "proto", "service", "duration", "orig_bytes", "resp_bytes",
           "conn_state", "orig_pkts", "resp_pkts", "label")  # fmt: skip
VALUES = ("41000", "23", "tcp", "-", "1.5", "10", "-", "SF", "2", "3")
PLAIN = FlowText(
    protocol="tcp",
    destination_port=23,
    state="completed",
    duration_us=1_500_000,
    sent_packets=2,
    sent_bytes=10,
    received_packets=3,
)


def csv_of(labels: list[str], delimiter: str = ",", columns: tuple[str, ...] = COLUMNS) -> bytes:
    lines = [columns, *((*VALUES, *label.split("+")) for label in labels)]
    return "".join(delimiter.join(line) + "\n" for line in lines).encode()


def parquet_of(**columns: Any) -> bytes:
    size = len(columns["label"])
    texts = zip(COLUMNS, VALUES, strict=False)
    table = pa.table({name: [value] * size for name, value in texts} | columns)
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


LABELS = ["Okiru", "0", "1", "Benign", "Malicious   C&C", "c&c-heartbeat", "Malicious"]
VERDICTS = [
    (True, "Okiru"), (False, "NA"), (True, "Unspecified"), (False, "NA"), (True, "C&C"),
    (True, "C&C-HeartBeat"), (True, "Unspecified"),
]  # fmt: skip


def check(found: Read, first: int) -> None:
    assert found.labels == VERDICTS
    assert found.texts == [PLAIN] * len(VERDICTS)
    assert found.reasons == [(first + 7, "unknown label"), (first + 8, "blank label")]
    assert found.rejects[0].value == "Normal"
    assert found.read == 9


@pytest.mark.parametrize("delimiter", [",", "|"])
def test_csv(read_one: ReadOne, delimiter: str) -> None:
    data = csv_of([*LABELS, "Normal", ""], delimiter)
    found = read_one(hub.TABLES, "iot_23.csv", data)
    check(found, first=2)
    assert found.flows[0].scenario == "iot_23"


def test_csv_with_a_detailed_label(read_one: ReadOne) -> None:
    data = csv_of(["Malicious+DDoS", "Benign+-", "Normal+DDoS"], "|", (*COLUMNS, "detailed-label"))
    found = read_one(hub.TABLES, "iot_23.csv", data)
    assert found.labels == [(True, "DDoS"), (False, "NA")]
    assert found.reasons == [(4, "unknown label")]


def test_parquet_of_texts(read_one: ReadOne) -> None:
    check(read_one(hub.PARQUET, "t.parquet", parquet_of(label=[*LABELS, "Normal", None])), first=1)


def test_parquet_of_numbers(read_one: ReadOne) -> None:
    data = parquet_of(**{
        "label": [0, 1], "duration": [1.5, float("nan")], "orig_bytes": [10, None],
        "resp_bytes": [float("nan"), 7.0], "id.orig_p": [41000, 80], "orig_pkts": [2.0, 4.0],
    })  # fmt: skip
    found = read_one(hub.PARQUET, "t.parquet", data)
    assert found.labels == [(False, "NA"), (True, "Unspecified")]
    assert found.texts[0] == PLAIN
    assert (found.texts[1].duration_us, found.texts[1].sent_bytes) == (None, None)
    assert (found.texts[1].received_bytes, found.texts[1].source_port) == (7, 80)


def test_rows_of_parquet_with_bad_numbers_are_rejected(read_one: ReadOne) -> None:
    data = parquet_of(label=["Okiru"] * 3, orig_bytes=["10", "12x", ""], duration=["1.5", "-", "?"])
    found = read_one(hub.PARQUET, "t.parquet", data)
    assert found.texts == [PLAIN]
    assert found.reasons == [(2, "not a number"), (3, "not a number")]
    assert sorted(reject.value for reject in found.rejects) == ["duration ?", "sent_bytes 12x"]
    assert found.read == 3


def test_rows_of_parquet_are_counted_through(
    read_one: ReadOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_BATCH_ROWS", 2)
    data = parquet_of(label=["Okiru", "Normal", "Benign", "Okiru", "Normal"])
    found = read_one(hub.PARQUET, "t.parquet", data)
    assert [flow.line for flow in found.flows] == [1, 3, 4]
    assert found.reasons == [(2, "unknown label"), (5, "unknown label")]


def test_parquet_labels_of_other_types(read_one: ReadOne) -> None:
    categories = pa.array(["Okiru", "Benign"]).dictionary_encode()
    found = read_one(hub.PARQUET, "t.parquet", parquet_of(label=categories))
    assert found.labels == [(True, "Okiru"), (False, "NA")]
