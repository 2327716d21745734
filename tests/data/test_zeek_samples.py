"""Every promised quirk is in the labelled logs."""

import re
from collections import Counter

import pytest

from tests.data.sample_files import IOT, JOINED, line, log, logs, rows


def test_log_headers() -> None:
    for name, data in logs().items():
        head = [part.rstrip(b"\r") for part in data.split(b"\n")[:8]]
        assert head[:5] == [
            b"#separator \\x09",
            b"#set_separator\t,",
            b"#empty_field\t(empty)",
            b"#unset_field\t-",
            b"#path\tconn",
        ]
        assert head[5].startswith(b"#open\t20")
        newer = name == "Mixed-Capture-6-1"
        end = b"\ttunnel_parents\tlabel\tdetailedlabel" if newer else b"\t" + JOINED
        assert head[6].startswith(b"#fields\tts\tuid\t") and head[6].endswith(end)
        assert head[7].startswith(b"#types\ttime\tstring\t")


def test_ends_of_logs() -> None:
    last = {name: data.rstrip().split(b"\n")[-1] for name, data in logs().items()}
    closed = {name for name, text in last.items() if text.startswith(b"#close")}
    assert closed == {
        "IoT-Malware-Capture-1-1",
        "IoT-Malware-Capture-3-1",
        "Honeypot-Capture-4-1",
    }
    assert last["Honeypot-Capture-4-1"].endswith(b"   benign   -")
    open_ended = {name for name, data in logs().items() if not data.endswith(b"\n")}
    assert open_ended == {"IoT-Malware-Capture-5-1"}
    crlf = {name for name, data in logs().items() if b"\r" in data}
    assert crlf == {"IoT-Malware-Capture-3-1"}
    assert log("IoT-Malware-Capture-3-1").count(b"\r\n") == log("IoT-Malware-Capture-3-1").count(
        b"\n"
    )


def test_packed_log_has_no_time() -> None:
    path = IOT / "Synthetic-IoT-Malware-Capture-2-1" / "bro" / "conn.log.labeled.gz"
    assert path.read_bytes()[4:8] == b"\0\0\0\0"


def test_labels_of_the_two_layouts() -> None:
    joined = b"".join(data for name, data in logs().items() if "Mixed" not in name)
    for text in (b"\t-   Malicious   Okiru\r\n", b"\t(empty)   Benign   -\r\n"):
        assert text in joined
    honeypot = rows(log("Honeypot-Capture-4-1"))
    assert {tuple(row[20:]) for row in honeypot} == {(b"-", b"benign", b"-")}
    newer = {tuple(row[20:]) for row in rows(log("Mixed-Capture-6-1"))}
    assert {
        (b"(empty)", b"Background", b"(empty)"),
        (b"(empty)", b"Unknown", b"(empty)"),
        (b"(empty)", b"Malicious", b"CC"),
        (b"(empty)", b"Malicious", b"External-Attack-to-Device"),
        (b"(empty)", b"Benign", b"(empty)"),
    } <= newer


def test_families_protocols_and_nulls() -> None:
    found = [row for data in logs().values() for row in rows(data)]
    families = {row[22].decode() for row in found if row[21] == b"Malicious"}
    assert families == {
        "PartOfAHorizontalPortScan", "Okiru", "Okiru-Attack", "DDoS", "Attack", "FileDownload",
        "C&C", "C&C-HeartBeat", "C&C-FileDownload", "C&C-Torii", "CC", "External-Attack-to-Device",
    }  # fmt: skip
    assert {row[6] for row in found} == {b"tcp", b"udp", b"icmp"}
    assert {(row[3], row[5]) for row in found if row[6] == b"icmp"} >= {
        (b"8", b"0"), (b"3", b"3"), (b"135", b"136"),
    }  # fmt: skip
    assert any(b":" in row[2] for row in found)
    assert {(row[7], row[8], row[9], row[10]) for row in found} >= {(b"-",) * 4}


BROKEN_LOG_ROWS = [
    ("IoT-Malware-Capture-1-1", 40, rb"(?:[^\t]+\t){10}[^\t]+"),
    ("IoT-Malware-Capture-1-1", 77, rb".*\t-   Suspicious   .*"),
    ("IoT-Malware-Capture-2-1", 63, rb".*\t-      [^ ]+"),
    ("IoT-Malware-Capture-3-1", 58, rb"(?:[^\t]+\t){9}12x\t.*\r"),
    ("IoT-Malware-Capture-5-1", 52, rb"(?:[^\t]+\t){7}ht\xfftp\t.*"),
    ("Mixed-Capture-6-1", 74, rb"(?:[^\t]+\t){8}-0\.000013\t.*\tMalicious\tCC"),
]


@pytest.mark.parametrize(("name", "number", "pattern"), BROKEN_LOG_ROWS)
def test_broken_rows_of_logs(name: str, number: int, pattern: bytes) -> None:
    assert re.fullmatch(pattern, line(log(name), number))


@pytest.mark.parametrize("name", logs())
def test_duplicates_twins_and_conflicts_of_logs(name: str) -> None:
    found = rows(log(name))
    for label in {row[21].lower() for row in found} & {b"malicious", b"benign"}:
        stock = [row for row in found if row[21].lower() == label]
        assert max(Counter(tuple(row[2:]) for row in stock).values()) >= 2
        timed = [row for row in stock if row[8] != b"-"]
        twins = Counter((row[2], row[4], *row[5:8], *row[9:]) for row in timed)
        assert max(twins.values()) >= 4
    both = Counter(flow for flow, _ in {(tuple(row[2:21]), row[21]) for row in found})
    conflicts = sum(count > 1 for count in both.values())
    assert bool(conflicts) == (name in WITH_CONFLICTS)


WITH_CONFLICTS = {
    "IoT-Malware-Capture-1-1",
    "IoT-Malware-Capture-2-1",
    "IoT-Malware-Capture-3-1",
    "Mixed-Capture-6-1",
}


def test_iot23_has_rows_enough_for_a_sample() -> None:
    groups: dict[bytes, set[tuple[bytes, ...]]] = {b"malicious": set(), b"benign": set()}
    for data in logs().values():
        for row in rows(data):
            if row[21].lower() in groups:
                groups[row[21].lower()].add((*row[5:8], *row[9:12], row[16], row[18]))
    assert min(len(group) for group in groups.values()) >= 60


# CIC-IDS-2017
