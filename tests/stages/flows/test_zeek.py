import gzip
from pathlib import Path, PurePosixPath

import pytest

from schemas.e1 import FlowText
from stages.flows import zeek
from tests.stages.flows.conftest import ReadOne
from tests.stages.flows.flow_files import (
    FIRST,
    IOT23,
    LATER,
    ZEEK_FIELDS,
    Read,
    Row,
    ZeekFormat,
    read_folder,
    zeek_log,
)

LOG = "CTU-IoT-Malware-Capture-34-1/bro/conn.log.labeled"
SCAN = {"label": "Malicious", "detail": "PartOfAHorizontalPortScan", "conn_state": "S0"}
PLAIN = FlowText(
    protocol="tcp",
    destination_port=23,
    state="completed",
    duration_us=1_500_000,
    sent_packets=2,
    sent_bytes=10,
    received_packets=3,
    received_bytes=20,
)


def read_rows(read_one: ReadOne, *rows: Row | str, form: ZeekFormat = IOT23) -> Read:
    return read_one(zeek.LOGS, LOG, zeek_log(rows, form))


@pytest.mark.parametrize("form", [IOT23, LATER], ids=["joined", "columns"])
def test_both_label_layouts(read_one: ReadOne, form: ZeekFormat) -> None:
    background = {"label": "Background", "detail": "(empty)"}
    found = read_rows(read_one, {}, SCAN, {"label": "benign"}, background, form=form)
    assert found.labels == [
        (False, "NA"),
        (True, "PartOfAHorizontalPortScan"),
        (False, "NA"),
    ]
    assert found.texts[0] == found.texts[2] == PLAIN
    assert found.reasons == [(FIRST + 3, "background")]
    assert found.read == 4
    assert {flow.scenario for flow in found.flows} == {"CTU-IoT-Malware-Capture-34-1"}


def test_tunnel_parents_do_not_disturb_the_joined_labels(read_one: ReadOne) -> None:
    parents = [{**SCAN, "tunnel_parents": text} for text in ("(empty)", "CUM0KZ3MLUfNB0cl11")]
    assert read_rows(read_one, *parents).labels == [(True, "PartOfAHorizontalPortScan")] * 2


@pytest.mark.parametrize(
    "last", ["#close\t2019-12-05-15-46-36", "#close\t2019-12-05-15-46-36   benign   -"]
)
def test_close_is_no_row(read_one: ReadOne, last: str) -> None:
    found = read_rows(read_one, {}, last)
    assert (found.read, found.rejects) == (1, [])


def test_headers_may_repeat(read_one: ReadOne) -> None:
    found = read_rows(read_one, {}, "#close\t2019", *IOT23.header(), SCAN, *IOT23.header())
    assert [flow.line for flow in found.flows] == [FIRST, FIRST + 2 + len(IOT23.header())]
    assert (found.read, found.rejects) == (2, [])


def test_commented_rows_are_no_rows(read_one: ReadOne) -> None:
    found = read_rows(read_one, {}, "#" + IOT23.row(SCAN), SCAN, "#" + "\tx" * 20, {})
    assert [flow.line for flow in found.flows] == [FIRST, FIRST + 2, FIRST + 4]
    assert (found.read, found.rejects) == (3, [])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("packed", [True, False])
def test_line_ends_and_packing(
    read_one: ReadOne, tmp_path: Path, end: str, finished: bool, packed: bool
) -> None:
    data = zeek_log([{}, SCAN], end=end)
    data = data if finished else data.removesuffix(end.encode())
    found = read_one(
        zeek.LOGS, LOG + ".gz" * packed, gzip.compress(data, mtime=0) if packed else data
    )
    assert found.labels == [(False, "NA"), (True, "PartOfAHorizontalPortScan")]
    assert [flow.line for flow in found.flows] == [FIRST, FIRST + 1]
    assert {flow.scenario for flow in found.flows} == {"CTU-IoT-Malware-Capture-34-1"}


def test_lone_carriage_returns_are_no_line_ends(read_one: ReadOne) -> None:
    rows = [{"history": "Sh\rAD"}, {"orig_bytes": "1\r2"}, {"service": "ht\rtp"}, {}]
    found = read_rows(read_one, *rows)
    assert [flow.line for flow in found.flows] == [FIRST, FIRST + 3]
    assert found.reasons == [(FIRST + 1, "not a number"), (FIRST + 2, "unreadable text")]


def test_one_file_or_a_folder_of_captures(tmp_path: Path) -> None:
    logs = {
        "CTU-Honeypot-Capture-4-1/bro/conn.log.labeled": zeek_log([{}]),
        "CTU-IoT-Malware-Capture-1-1/bro/conn.log.labeled.gz": gzip.compress(zeek_log([SCAN])),
        "CTU-IoT-Malware-Capture-1-1/bro/dns.log": b"not asked for",
        "README.md": b"not asked for",
    }
    for name, data in logs.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = read_folder(tmp_path, zeek.LOGS)
    assert [(flow.scenario, flow.malicious) for flow in found.flows] == [
        ("CTU-Honeypot-Capture-4-1", False),
        ("CTU-IoT-Malware-Capture-1-1", True),
    ]


def test_icmp_has_no_ports(read_one: ReadOne) -> None:
    found = read_rows(read_one, {"proto": "icmp", "id.orig_p": "8", "id.resp_p": "0"})
    assert (found.texts[0].source_port, found.texts[0].destination_port) == (None, None)
    assert found.texts[0].protocol == "icmp"


def test_ephemeral_source_ports_are_dropped(read_one: ReadOne) -> None:
    found = read_rows(read_one, *({"id.orig_p": port} for port in ("123", "1023", "1024", "0")))
    assert [text.source_port for text in found.texts] == [123, 1023, None, 0]


def test_unset_is_never_zero(read_one: ReadOne) -> None:
    empty = dict.fromkeys(
        ("id.resp_p", "service", "duration", "orig_bytes", "resp_bytes", "conn_state",
         "orig_pkts", "resp_pkts"), "-",
    )  # fmt: skip
    zero = dict.fromkeys(("duration", "orig_bytes", "resp_bytes", "orig_pkts", "resp_pkts"), "0")
    found = read_rows(read_one, empty, zero)
    assert found.texts[0] == FlowText(protocol="tcp")
    assert (found.texts[1].duration_us, found.texts[1].sent_bytes) == (0, 0)
    assert (found.texts[1].sent_packets, found.texts[1].received_packets) == (0, 0)


@pytest.mark.parametrize("odd", ["", "12x"])
def test_other_mark_for_unset(read_one: ReadOne, odd: str) -> None:
    form = ZeekFormat(unset="NULL")
    rows = [{"service": "-", "duration": "-", "orig_bytes": "-", "conn_state": "-"}]
    rows += [{"orig_bytes": odd}] if odd else []  # then values are parsed one by one
    text = read_rows(read_one, *rows, form=form).texts[0]
    assert (text.service, text.duration_us, text.sent_bytes, text.state) == (None,) * 4
    assert text.destination_port == 23


@pytest.mark.parametrize("separator", [",", "|", ";"])
def test_other_separators(read_one: ReadOne, separator: str) -> None:
    form = ZeekFormat(separator=separator)
    found = read_rows(read_one, {}, SCAN, form=form)
    assert found.texts[0] == PLAIN
    assert found.labels[1] == (True, "PartOfAHorizontalPortScan")


def test_fields_in_another_order(read_one: ReadOne) -> None:
    order = [*reversed(ZEEK_FIELDS[:-1]), ZEEK_FIELDS[-1]]
    assert read_rows(read_one, {}, form=ZeekFormat(fields=order)).texts == [PLAIN]
    order = [*reversed(ZEEK_FIELDS)]
    assert read_rows(read_one, {}, form=ZeekFormat(joined=False, fields=order)).texts == [PLAIN]


def test_no_row_is_lost_where_types_are_missing(read_one: ReadOne) -> None:
    found = read_rows(read_one, SCAN, {}, form=ZeekFormat(types=False))
    assert [(flow.line, flow.malicious) for flow in found.flows] == [(FIRST - 1, True), (FIRST, 0)]


@pytest.mark.parametrize(
    ("values", "reason", "value"),
    [
        ({"label": "Suspicious"}, "unknown label", "Suspicious"),
        ({"label": "Normal"}, "unknown label", "Normal"),
        ({"label": "", "detail": ""}, "blank label", "-      "),
        ({**SCAN, "detail": "Sneeze"}, "unknown attack family", "Sneeze"),
        ({"label": "Unknown"}, "background", "Unknown"),
        ({"orig_bytes": "12x"}, "not a number", "sent_bytes 12x"),
        ({"orig_bytes": "1_2"}, "not a number", "sent_bytes 1_2"),
        ({"orig_bytes": "1.5"}, "not a number", "sent_bytes 1.5"),
        ({"orig_bytes": "1e30"}, "not a number", "sent_bytes 1e+30"),
        ({"orig_bytes": "99999999999999999999"}, "not a number", "sent_bytes 1e+20"),
        ({"duration": "soon"}, "not a number", "duration soon"),
        ({"duration": "1e300"}, "not a number", "duration 1e+300"),
        ({"id.resp_p": "65536"}, "port out of range", ""),
        ({"id.orig_p": "-5"}, "port out of range", ""),
        ({"service": "ht tp"}, "unreadable text", "service ht tp"),
        ({"proto": "Ünix"}, "unreadable text", "protocol Ünix"),
    ],
)
def test_faulty_rows_are_rejected_with_their_place(
    read_one: ReadOne, values: Row, reason: str, value: str
) -> None:
    before = ["#remark", "three\tcolumns\tonly", "", "#remark"]
    found = read_rows(read_one, {}, *before, values, SCAN)
    reject = max(found.rejects, key=lambda reject: reject.line)
    assert (reject.line, reject.reason, reject.value) == (FIRST + 5, reason, value)
    assert reject.row == IOT23.row(values)
    assert reject.file == LOG
    assert [flow.line for flow in found.flows] == [FIRST, FIRST + 6]
    assert found.reasons[:2] == [(FIRST + 2, "wrong column count"), (FIRST + 3, "blank row")]
    assert found.read == 5


def test_negative_duration_is_unset(read_one: ReadOne) -> None:
    assert read_rows(read_one, {"duration": "-0.000013"}).texts[0].duration_us is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("CTU-IoT-Malware-Capture-34-1/bro/conn.log.labeled", "CTU-IoT-Malware-Capture-34-1"),
        ("iot23/CTU-Honeypot-Capture-4-1/conn.log.labeled", "CTU-Honeypot-Capture-4-1"),
        ("CTU-Honeypot-Capture-5-1/2018-09-21/conn.log.labeled", "CTU-Honeypot-Capture-5-1"),
        ("008-zeek-mixed/data/conn.log.labeled", "008-zeek-mixed"),
        ("x/zeek-labeled/conn.log.labeled.gz", "x"),
        ("conn.log.labeled", "conn"),
        ("bro/monday.conn.log.gz", "monday.conn"),
    ],
)
def test_scenario_is_the_capture(path: str, name: str) -> None:
    assert zeek.scenario(PurePosixPath(path)) == name


@pytest.mark.parametrize("state", ["S0", "SF", "REJ", "RSTO", "S1", "OTH"])
def test_states_have_common_names(state: str) -> None:
    named = {"S0": "no reply", "SF": "completed", "REJ": "rejected", "RSTO": "reset",
             "S1": "established", "OTH": "partial"}  # fmt: skip
    assert zeek.state_of("tcp", state) == named[state]
    assert zeek.state_of("tcp", "-") is None
