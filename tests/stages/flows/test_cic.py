from pathlib import PurePosixPath

import pytest

from schemas.e1 import FlowText
from stages.flows import cic
from tests.stages.flows.conftest import ReadOne
from tests.stages.flows.flow_files import (
    CIC_ADDRESSES,
    CIC_EXCERPT,
    CIC_HEADER,
    Read,
    Row,
    cic_table,
)

NAME = "Wednesday-workingHours.pcap_ISCX.csv"
PLAIN = FlowText(
    destination_port=80,
    duration_us=1_500_000,
    sent_packets=2,
    sent_bytes=10,
    received_packets=3,
    received_bytes=20,
)


def read_rows(
    read_one: ReadOne, *rows: Row | str, header: str = CIC_HEADER, attempted: cic.Attempted = "drop"
) -> Read:
    return read_one(cic.tables(attempted), NAME, cic_table(rows, header))


def test_headers_with_leading_spaces(read_one: ReadOne) -> None:
    assert ", Destination Port," in "," + CIC_HEADER and CIC_HEADER.count("Fwd Header Length") == 2
    found = read_rows(read_one, {}, {"Label": "DDoS"})
    assert found.texts == [PLAIN, PLAIN]
    assert found.labels == [(False, "NA"), (True, "DDoS")]
    assert found.flows[0].scenario == "Wednesday-workingHours"


def test_the_first_of_equal_columns_counts(read_one: ReadOne) -> None:
    header = "Total Fwd Packets, Total Fwd Packets, Label"
    assert read_rows(read_one, "7,9,BENIGN", header=header).texts == [FlowText(sent_packets=7)]


@pytest.mark.parametrize("rate", ["Infinity", "NaN"])
def test_rates_that_are_no_numbers(read_one: ReadOne, rate: str) -> None:
    rates = {"Flow Bytes/s": rate, "Flow Packets/s": rate}
    assert read_rows(read_one, rates).texts == [PLAIN]


@pytest.mark.parametrize("value", ["Infinity", "NaN", ""])
def test_what_is_no_number_is_null_and_not_zero(read_one: ReadOne, value: str) -> None:
    row = {"Flow Duration": value, "Total Length of Fwd Packets": value}
    text = read_rows(read_one, row).texts[0]
    assert (text.duration_us, text.sent_bytes, text.received_bytes) == (None, None, 20)


DASHES = [b"\x96", "\u2013".encode(), "\u2014".encode(), "\ufffd".encode(),
          "\ufffd\ufffd".encode(), "\x96".encode(), b"-", b" ", b""]  # fmt: skip


@pytest.mark.parametrize("dash", DASHES, ids=repr)
@pytest.mark.parametrize("kind", ["Brute Force", "XSS", "Sql Injection"])
def test_spellings_of_the_dash(read_one: ReadOne, dash: bytes, kind: str) -> None:
    data = cic_table([{"Label": f"Web Attack @ {kind}"}]).replace(b"@", dash)
    assert read_one(cic.tables("drop"), NAME, data).labels == [(True, f"Web Attack - {kind}")]


def test_durations_and_counts_below_zero_are_null(read_one: ReadOne) -> None:
    found = read_rows(read_one, {"Flow Duration": "-1", "Total Length of Bwd Packets": "-6"})
    assert (found.texts[0].duration_us, found.texts[0].received_bytes) == (None, None)


def test_empty_rows_and_lines_are_left_out(read_one: ReadOne) -> None:
    found = read_rows(read_one, {}, "," * 78, "", {}, " ," + "," * 77)
    assert [flow.line for flow in found.flows] == [2, 5]
    assert found.reasons == [(3, "blank row"), (4, "blank row"), (6, "blank row")]
    assert not any(reject.fault for reject in found.rejects)
    assert found.read == 5


def test_repeated_header_is_left_out(read_one: ReadOne) -> None:
    found = read_rows(read_one, {}, CIC_EXCERPT, {}, header=CIC_EXCERPT)
    assert [flow.line for flow in found.flows] == [2, 4]
    assert found.reasons == [(3, "repeated header")]


ATTEMPT = {"Total Length of Fwd Packets": "0"}
ATTEMPTS = [{**ATTEMPT, "Label": label} for label in ("DoS Hulk", "PortScan", "BENIGN")]
MARKED = {"Label": "DoS Hulk - Attempted"}


@pytest.mark.parametrize(
    ("policy", "labels"),
    [
        ("drop", [(True, "PortScan"), (False, "NA"), (True, "DoS Hulk")]),
        ("benign", [(False, "NA"), (True, "PortScan"), *[(False, "NA")] * 2, (True, "DoS Hulk")]),
        (
            "own",
            [
                (True, "DoS Hulk - Attempted"),
                (True, "PortScan"),
                (False, "NA"),
                (True, "DoS Hulk - Attempted"),
                (True, "DoS Hulk"),
            ],
        ),
    ],
)
def test_attempted_attacks(
    read_one: ReadOne, policy: cic.Attempted, labels: list[tuple[bool, str]]
) -> None:
    found = read_rows(read_one, *ATTEMPTS, MARKED, {"Label": "DoS Hulk"}, attempted=policy)
    assert found.labels == labels
    assert found.reasons == ([(2, "attempted"), (5, "attempted")] if policy == "drop" else [])


def test_excerpt_with_nine_columns(read_one: ReadOne) -> None:
    assert len(CIC_EXCERPT.split(",")) == 9
    found = read_rows(read_one, {}, {"Label": "Bot"}, header=CIC_EXCERPT)
    assert found.texts == [PLAIN] * 2
    assert found.labels == [(False, "NA"), (True, "Bot")]


def test_what_an_excerpt_lacks_is_left_out(read_one: ReadOne) -> None:
    found = read_rows(read_one, "443,DDoS", header="Destination Port,Label")
    assert found.texts == [FlowText(destination_port=443)]


@pytest.mark.parametrize(
    ("number", "protocol", "ports"),
    [
        ("6", "tcp", True),
        ("17", "udp", True),
        ("6.0", "tcp", True),
        ("0", "hopopt", False),
        ("1", "icmp", False),
        ("47", "ip-47", False),
        ("", None, True),
    ],
)
def test_protocol_numbers_of_the_wide_variant(
    read_one: ReadOne, number: str, protocol: str | None, ports: bool
) -> None:
    assert len(CIC_ADDRESSES.split(",")) == 85
    row = {"Protocol": number, "Source Port": "53"}
    text = read_rows(read_one, row, header=CIC_ADDRESSES).texts[0]
    assert text.protocol == protocol
    assert (text.source_port, text.destination_port) == ((53, 80) if ports else (None, None))
    assert text.sent_bytes == 10


@pytest.mark.parametrize("word", ["tcp", "6.5", "256", "-1", "x"])
def test_protocols_that_are_no_numbers_are_rejected(read_one: ReadOne, word: str) -> None:
    found = read_rows(read_one, {"Protocol": word}, header=CIC_ADDRESSES)
    assert found.reasons == [(2, "unreadable text")]
    assert found.rejects[0].value == f"protocol {word}"


@pytest.mark.parametrize("label", ["Normal", "Attack", "1", "malicious"])
def test_unknown_labels_are_rejected(read_one: ReadOne, label: str) -> None:
    found = read_rows(read_one, {}, "1,2,3", {"Label": label}, {"Label": ""})
    assert found.reasons == [
        (3, "wrong column count"), (4, "unknown label"), (5, "blank label"),
    ]  # fmt: skip
    assert found.rejects[1].value == label


def test_crlf(read_one: ReadOne) -> None:
    found = read_one(cic.tables("drop"), NAME, cic_table([{}, {"Label": "Bot"}], end="\r\n"))
    assert found.labels == [(False, "NA"), (True, "Bot")]


def test_scenario_is_day_and_part_of_day() -> None:
    for ending in (".pcap_ISCX.csv", ".csv", ".pcap_ISCX.csv.gz"):
        path = PurePosixPath("TrafficLabelling", "Friday-WorkingHours-Morning" + ending)
        assert cic.scenario(path) == "Friday-WorkingHours-Morning"
