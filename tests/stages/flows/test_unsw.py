from pathlib import PurePosixPath

import pytest

from schemas.e1 import FlowText
from stages.flows import unsw
from tests.stages.flows.conftest import ReadOne
from tests.stages.flows.flow_files import (
    UNSW_HEADER,
    unsw_partition,
    unsw_raw,
    unsw_row,
)

NAME = "UNSW-NB15_1.csv"
PLAIN = FlowText(
    protocol="tcp",
    service="http",
    state="completed",
    duration_us=1_500_000,
    sent_packets=2,
    sent_bytes=10,
    received_packets=3,
    received_bytes=20,
)
WITH_PORT = FlowText(**{name: getattr(PLAIN, name) for name in PLAIN.__slots__}
                     | {"destination_port": 80})  # fmt: skip
WORM = {"attack_cat": "Worms", "label": "1"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_raw_files(read_one: ReadOne, end: str) -> None:
    found = read_one(unsw.TABLES, NAME, unsw_raw([{}, WORM], end))
    assert found.texts == [WITH_PORT] * 2
    assert found.labels == [(False, "NA"), (True, "Worms")]
    assert [flow.line for flow in found.flows] == [1, 2]


def test_raw_file_without_byte_order_mark_or_final_line_end(read_one: ReadOne) -> None:
    data = unsw_raw([{}, WORM], "\n").removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n")
    assert read_one(unsw.TABLES, NAME, data).labels == [(False, "NA"), (True, "Worms")]


def test_raw_file_with_a_header(read_one: ReadOne) -> None:
    names = ["x"] * 49
    for name, place in {"sport": 1, "dsport": 3, "proto": 4, "state": 5, "dur": 6, "sbytes": 7,
                        "dbytes": 8, "service": 13, "Spkts": 16, "Dpkts": 17,
                        "attack_cat": 47, "Label": 48}.items():  # fmt: skip
        names[place] = name
    data = ",".join(names).encode() + b"\r\n" + unsw_raw([{}, WORM]).removeprefix(b"\xef\xbb\xbf")
    found = read_one(unsw.TABLES, NAME, b"\xef\xbb\xbf" + data)
    assert found.texts == [WITH_PORT] * 2
    assert [(flow.line, flow.family) for flow in found.flows] == [(2, "NA"), (3, "Worms")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_partitions(read_one: ReadOne, mark: bytes, end: str) -> None:
    assert len(UNSW_HEADER.split(",")) == 45
    data = mark + unsw_partition([{}, WORM], end)
    found = read_one(unsw.TABLES, "UNSW_NB15_training-set.csv", data)
    assert found.texts == [PLAIN] * 2
    assert found.labels == [(False, "NA"), (True, "Worms")]


@pytest.mark.parametrize(
    ("port", "number"), [("0xc0a8", 49320), ("0x000b", 11), ("-", None), ("", None), ("53", 53)]
)
def test_spellings_of_ports(read_one: ReadOne, port: str, number: int | None) -> None:
    found = read_one(unsw.TABLES, NAME, unsw_raw([{"dsport": port}, {"sport": port}]))
    assert found.texts[0].destination_port == number
    assert found.texts[1].source_port == (number if number and number < 1024 else None)


@pytest.mark.parametrize(
    ("category", "label", "verdict"),
    [
        (" Fuzzers ", "1", (True, "Fuzzers")),
        (" Fuzzers", "1", (True, "Fuzzers")),
        ("Backdoors", "1", (True, "Backdoor")),
        ("Backdoor", "1", (True, "Backdoor")),
        ("DoS", " 1", (True, "DoS")),
        ("", "0", (False, "NA")),
        (" ", "0", (False, "NA")),
        ("Normal", "0", (False, "NA")),
        ("", "1", "label and category disagree"),
        ("Normal", "1", "label and category disagree"),
        ("Exploits", "0", "label and category disagree"),
        ("Phishing", "1", "unknown attack family"),
        ("Phishing", "0", "unknown attack family"),
        ("Worms", "2", "unknown label"),
        ("Worms", "", "blank label"),
    ],
)
@pytest.mark.parametrize("raw", [True, False])
def test_category_and_label(
    read_one: ReadOne, category: str, label: str, verdict: tuple[bool, str] | str, raw: bool
) -> None:
    row = {"attack_cat": category, "label": label}
    data = unsw_raw([{}, row]) if raw else unsw_partition(["", row])
    found = read_one(unsw.TABLES, NAME, data)
    if isinstance(verdict, str):
        assert found.reasons[-1] == (2 if raw else 3, verdict)
        assert found.rejects[-1].fault
    else:
        assert found.labels[-1] == verdict


def test_service_that_is_unknown(read_one: ReadOne) -> None:
    assert read_one(unsw.TABLES, NAME, unsw_raw([{"service": "-"}])).texts[0].service is None


def test_rows_of_another_width_and_bad_numbers(read_one: ReadOne) -> None:
    cut = unsw_row({}).rsplit(",", 1)[0]
    data = unsw_raw([{}], "\n") + (cut + "\n" + unsw_row({"sbytes": "1O24"}) + "\n").encode()
    found = read_one(unsw.TABLES, NAME, data + unsw_raw([WORM])[3:])
    assert found.reasons == [(2, "wrong column count"), (3, "not a number")]
    assert [reject.value for reject in found.rejects] == [
        "48 columns, not 49", "sent_bytes 1O24",
    ]  # fmt: skip
    assert [flow.line for flow in found.flows] == [1, 4]


@pytest.mark.parametrize(
    ("protocol", "state", "name"),
    [("tcp", "CON", "established"), ("udp", "CON", "completed"), ("udp", "INT", "no reply"),
     ("tcp", "FIN", "completed"), ("icmp", "ECO", None), ("tcp", "no", None)],
)  # fmt: skip
def test_states(protocol: str, state: str, name: str | None) -> None:
    assert unsw.state_of(protocol, state) == name


def test_which_files_are_tables() -> None:
    names = {"UNSW-NB15_1.csv": True, "UNSW_NB15_testing-set.csv.gz": True,
             "NUSW-NB15_features.csv": False, "NUSW-NB15_GT.csv": False,
             "UNSW-NB15_LIST_EVENTS.csv": False, "readme.txt": False}  # fmt: skip
    assert {name: unsw.is_table(PurePosixPath(name)) for name in names} == names
    assert unsw.scenario(PurePosixPath("a/UNSW-NB15_1.csv.gz")) == "UNSW-NB15_1"
