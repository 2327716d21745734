"""Every promised quirk is in the UNSW-NB15 files."""

import ipaddress
from collections import Counter

from tests.data.sample_files import DOCUMENTATION, UNSW, cells

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
