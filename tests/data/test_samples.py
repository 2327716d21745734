"""The committed samples are what the generator writes, and hold every promised quirk."""

import csv
import gzip
import io
import ipaddress
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SETS = ("iot23", "cic-ids-2017", "unsw-nb15")
IOT, CIC, UNSW = (SAMPLES / name for name in SETS)
DOCUMENTATION = [
    ipaddress.ip_network(net)
    for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
JOINED = b"tunnel_parents   label   detailed-label"


def log(name: str) -> bytes:
    folder = IOT / f"Synthetic-{name}" / "bro"
    (path,) = folder.iterdir()
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def logs() -> dict[str, bytes]:
    names = sorted(folder.name.removeprefix("Synthetic-") for folder in IOT.iterdir())
    return {name: log(name) for name in names}


def rows(data: bytes) -> list[list[bytes]]:
    """Cells of the usable rows of a log, with the three last columns apart."""
    found = []
    for line in data.splitlines():
        cells = line.split(b"\t")
        if not line.startswith(b"#") and len(cells) >= 21:
            found.append(cells[:20] + (cells[20:] if len(cells) > 21 else cells[20].split(b"   ")))
    return [cells for cells in found if len(cells) == 23]


def table(name: str) -> bytes:
    (path,) = CIC.glob(f"Synthetic-{name}*.csv")
    return path.read_bytes()


def cells(data: bytes, encoding: str = "latin-1") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding))))


def line(data: bytes, number: int) -> bytes:
    return data.split(b"\n")[number - 1]


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in SETS
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-B", str(SAMPLES / "generate.py"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return written(out)


def test_committed_files_are_what_the_generator_writes(generated: dict[str, bytes]) -> None:
    committed = written(SAMPLES)
    assert sorted(committed) == sorted(generated)
    assert [name for name in committed if committed[name] != generated[name]] == []


def test_names_say_that_it_is_synthetic(generated: dict[str, bytes]) -> None:
    assert {name.split("/")[1][:10] for name in generated} == {"Synthetic-"}


def test_every_file_has_rows_enough_and_stays_small(generated: dict[str, bytes]) -> None:
    for data in logs().values():
        assert 119 <= len(rows(data)) <= 250  # without the broken
    for name, data in generated.items():
        if name.endswith(".csv"):
            assert 100 <= data.count(b"\n") <= 150, name
    assert sum(map(len, generated.values())) < 330_000


# IoT-23


@pytest.mark.parametrize("name", logs())
def test_addresses_are_those_for_documentation(name: str) -> None:
    for row in rows(log(name)):
        for host in (row[2], row[4]):
            assert any(ipaddress.ip_address(host.decode()) in net for net in DOCUMENTATION)
        assert row[1].startswith(b"CSyn")


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


def test_columns_of_tables() -> None:
    for name in ("Wednesday", "Thursday", "Friday"):
        header = cells(table(name))[0]
        assert len(header) == 79 and sum(part.startswith(" ") for part in header) == 65
        assert header[-1] == " Label"
        assert Counter(part.strip() for part in header)["Fwd Header Length"] == 2
    header = cells(table("Tuesday"))[0]
    assert len(header) == 85
    assert header[:8] == [
        "Flow ID", " Source IP", " Source Port", " Destination IP", " Destination Port",
        " Protocol", " Timestamp", " Flow Duration",
    ]  # fmt: skip


def test_rates_that_are_no_numbers() -> None:
    for name in ("Wednesday", "Thursday", "Friday", "Tuesday"):
        data = table(name)
        assert b",Infinity,Infinity," in data or b",NaN,Infinity," in data
    everything = b"".join(path.read_bytes() for path in CIC.iterdir())
    assert b",Infinity,Infinity," in everything and b",NaN,Infinity," in everything


def test_rates_agree_with_bytes_and_duration() -> None:
    header, *found = cells(table("Wednesday"))
    at = {name.strip(): place for place, name in reversed(list(enumerate(header)))}
    for row in found:
        duration = int(row[at["Flow Duration"]])
        size = int(row[at["Total Length of Fwd Packets"]])
        size += int(row[at["Total Length of Bwd Packets"]])
        if duration > 0:
            assert float(row[at["Flow Bytes/s"]]) == pytest.approx(size * 1e6 / duration, 1e-4)


def test_spellings_of_the_dash() -> None:
    morning, addresses = table("Thursday"), table("Tuesday")
    morning.decode("utf-8")
    for dash in (b"\xef\xbf\xbd", b"\xe2\x80\x93", b"\xc2\x96"):
        assert b"Web Attack " + dash + b" " in morning
    for text in (b"Attack \x96 XSS\n", b"Attack - XSS\n", b"Attack  Sql Injection\n"):
        assert text in addresses


def test_labels_of_tables() -> None:
    labels = {row[-1] for path in CIC.iterdir() for row in cells(path.read_bytes()) if row}
    plain = {label for label in labels if label and "Web Attack" not in label}
    assert plain == {
        "BENIGN", "FTP-Patator", "SSH-Patator", "DoS slowloris", "DoS Slowhttptest", "DoS Hulk",
        "DoS GoldenEye", "Heartbleed", "Infiltration", "Bot", "DDoS", "PortScan", " Label",
        "Suspicious",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Wednesday", "Thursday", "Friday", "Tuesday"])
def test_duplicates_conflicts_and_attempts_of_tables(name: str) -> None:
    lines = [part for part in table(name).splitlines()[1:] if part.strip(b",")]
    share = 1 - len(set(lines)) / len(lines)
    assert 0.05 < share < 0.15
    header, *found = cells(table(name))
    features = {(tuple(row[7:-1]), row[-1]) for row in found if any(row)}
    assert max(Counter(values for values, _ in features).values()) == 2
    sent = [part.strip() for part in header].index("Total Length of Fwd Packets")
    assert any(row[sent] == "0" and row[-1] not in ("BENIGN", "PortScan", "") for row in found)


def test_line_ends_of_tables() -> None:
    friday = table("Friday")
    assert friday.count(b"\r\n") == friday.count(b"\n")
    assert b"\r" not in table("Wednesday") + table("Thursday") + table("Tuesday")


def test_broken_rows_of_tables() -> None:
    assert line(table("Wednesday"), 50).endswith(b",Suspicious")
    widths = {number: len(row) for number, row in enumerate(cells(table("Friday")), 1)}
    assert [number for number, width in widths.items() if width != 79] == [61]
    for name in ("Wednesday", "Friday"):
        assert sum(row[1] == "-1" for row in cells(table(name))) in (1, 2)


def test_table_with_addresses() -> None:
    data = table("Tuesday")
    assert data.endswith(b"\n" + (b"," * 84 + b"\n") * 6)
    for row in cells(data)[1:-6]:
        assert all(
            any(ipaddress.ip_address(host) in net for net in DOCUMENTATION)
            for host in (row[1], row[3])
        )
        when = re.fullmatch(r"[46]/7/2017 (\d{1,2}):\d\d", row[6])
        assert when and 1 <= int(when[1]) <= 12
        assert row[0] == f"{row[1]}-{row[3]}-{row[2]}-{row[4]}-{row[5]}"


def test_cic_has_rows_enough_for_a_sample() -> None:
    groups: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for path in CIC.iterdir():
        header, *found = cells(path.read_bytes())
        names = [part.strip() for part in header]
        wanted = ["Destination Port", "Total Fwd Packets", "Total Backward Packets"]
        wanted += ["Total Length of Fwd Packets", "Total Length of Bwd Packets"]
        places = [names.index(name) for name in wanted]
        for row in found:
            if len(row) == len(header) and row[-1] and row[places[3]] != "0":
                groups[row[-1] == "BENIGN"].add(tuple(row[place] for place in places))
    assert min(len(group) for group in groups.values()) >= 60


# UNSW-NB15

RAW = "Synthetic-UNSW-NB15_1.csv"
TRAINING, TESTING = (f"Synthetic-UNSW_NB15_{name}-set.csv" for name in ("training", "testing"))
BOM = b"\xef\xbb\xbf"


def unsw(name: str) -> list[list[str]]:
    return cells((UNSW / name).read_bytes(), "utf-8-sig")


def test_shapes_of_unsw() -> None:
    assert {len(row) for row in unsw(RAW)} == {49}
    assert (UNSW / RAW).read_bytes().startswith(BOM)
    for name in (TRAINING, TESTING):
        header, *found = unsw(name)
        assert len(header) == 45 and {len(row) for row in found} == {45}
        assert header[0] == "id" and header[-2:] == ["attack_cat", "label"]
        assert [row[0] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    training, testing = (UNSW / TRAINING).read_bytes(), (UNSW / TESTING).read_bytes()
    assert training.startswith(BOM + b"id,dur,")
    assert training.count(b"\r\n") == training.count(b"\n")
    assert testing.startswith(b"id,dur,") and b"\r" not in testing


def test_raw_quirks_of_unsw() -> None:
    found = unsw(RAW)
    categories = {row[47] for row in found}
    assert {"", " Fuzzers ", " Fuzzers", "Backdoors", "Reconnaissance "} <= categories
    assert {row[47] for row in found if row[48] == "0"} == {"", found[19][47]}
    ports = {port for row in found for port in (row[1], row[3])}
    assert {"0x000b", "0x000c", "0xc0a8", "-"} <= ports
    assert "-" in {row[13] for row in found}
    assert {("", "", " ")} <= {(row[37], row[38], row[39]) for row in found}
    for row in found:
        assert all(
            any(ipaddress.ip_address(host) in net for net in DOCUMENTATION)
            for host in (row[0], row[2])
        )


def test_broken_rows_of_unsw() -> None:
    raw = unsw(RAW)
    assert raw[19][47] == "Backdoor" and raw[19][48] == "0"
    assert raw[54][47:] == ["", "1"]
    assert raw[76][7] == "1O24"
    assert unsw(TRAINING)[33][-1] == "2"
    assert unsw(TESTING)[47][-2:] == ["Phishing", "1"]


def test_spellings_of_the_partitions() -> None:
    for name in (TRAINING, TESTING):
        categories = {row[-2] for row in unsw(name)[1:]}
        assert "Backdoor" in categories and "Normal" in categories
        assert all(category == category.strip() for category in categories)


def test_duplicates_and_conflicts_of_unsw() -> None:
    found = [tuple(row[1:]) for row in unsw(TESTING)[1:]]
    assert len(found) - len(set(found)) >= 10
    both = Counter(flow for flow, _ in {(row[:-2], row[-1]) for row in found})
    assert sum(count > 1 for count in both.values()) >= 4


def test_time_to_live_gives_the_class_away() -> None:
    for name in (TRAINING, TESTING):
        attacks = Counter(row[10] for row in unsw(name)[1:] if row[-1] == "1")
        inside = Counter(row[-1] for row in unsw(name)[1:] if row[10] == "31")
        assert set(attacks) == {"62", "254"}
        assert set(inside) == {"0"} and inside["0"] >= 20


def test_unsw_has_rows_enough_for_a_sample() -> None:
    groups: dict[str, set[tuple[str, ...]]] = {"1": set(), "0": set()}
    for row in unsw(RAW):
        groups[row[48]].add((*row[3:6], row[7], row[8], row[13], row[16], row[17]))
    for name in (TRAINING, TESTING):
        for row in unsw(name)[1:]:
            if row[-1] in groups:
                groups[row[-1]].add(tuple(row[2:9]))
    assert min(len(group) for group in groups.values()) >= 60
