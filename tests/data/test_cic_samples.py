"""Every promised quirk is in the CICFlowMeter tables."""

import ipaddress
import re
from collections import Counter

import pytest

from tests.data.sample_files import CIC, DOCUMENTATION, cells, line, table


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
