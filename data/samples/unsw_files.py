"""The three files of unsw-nb15/ and their quirks; README.md lists them with line numbers."""

from dataclasses import replace

from draw import Draw
from unsw import PARTITION_HEADER, Record, partition_line, raw_line
from unsw_traffic import attack, normal, ping

BOM = "\ufeff"
START = 1_772_500_000
SPELLINGS = {
    "Normal": ("",),
    "Fuzzers": (" Fuzzers ", " Fuzzers"),
    "Reconnaissance": ("Reconnaissance", "Reconnaissance ", " Reconnaissance "),
    "Shellcode": ("Shellcode", " Shellcode "),
    "Backdoor": ("Backdoors", "Backdoor"),
}
"""Of attack_cat in the raw files; a category that is not here has one spelling."""

MIX = {
    "Fuzzers": 9, "Reconnaissance": 7, "Exploits": 9, "Generic": 7, "DoS": 4, "Backdoor": 3,
    "Analysis": 2, "Shellcode": 3, "Worms": 2,
}  # fmt: skip
ODD_PORTS = (
    ("Normal", ("0x000b", "0x000c")),
    ("Normal", ("-", "-")),
    ("Reconnaissance", ("0xc0a8", "0xcc09")),
    ("DoS", ("-", "0x20205321")),
)

# Broken rows, counted from 1 without the header.
DENIED = 20
"""Raw: an attack with label 0."""

UNNAMED = 55
"""Raw: no attack_cat, but label 1."""

MISTYPED = 77
"""Raw: sbytes with a letter O in it."""

NEITHER = 33
"""Training: label 2."""

UNKNOWN = 47
"""Testing: an attack_cat that no table has."""


def files() -> dict[str, bytes]:
    """All files by name."""
    return {
        "Synthetic-UNSW-NB15_1.csv": _raw(),
        "Synthetic-UNSW_NB15_training-set.csv": _training(),
        "Synthetic-UNSW_NB15_testing-set.csv": _testing(),
    }


def _mixed(draw: Draw, normals: int) -> list[Record]:
    """Both classes, with near-twins and a few that carry both labels."""
    attacks = [attack(draw, category) for category, count in MIX.items() for _ in range(count)]
    calm = [normal(draw) for _ in range(normals)]
    twins = [
        replace(flow, duration=draw.near(flow.duration), ports=(_ephemeral(draw), flow.ports[1]))
        for kind in (attacks, calm)
        for flow in draw.shuffled([flow for flow in kind if flow.proto == "tcp"])[:2]
        for _ in range(2)
    ]
    return attacks + calm + twins


def _ephemeral(draw: Draw) -> str:
    return str(draw.integer(1024, 65_000))


def _conflicts(draw: Draw, flows: list[Record], count: int) -> list[Record]:
    """Flows of one class that occur once more, to the last value, with the other."""
    attacks = [flow for flow in flows if flow.category != "Normal"]
    return [replace(flow, category="Normal") for flow in draw.shuffled(attacks)[:count]]


def _raw() -> bytes:
    draw = Draw(301)
    flows = _mixed(draw, 40)
    flows += [ping(draw, category, ports) for category, ports in ODD_PORTS]
    flows = draw.shuffled(flows + _conflicts(draw, flows, 2))
    lines = [_raw_text(draw, flow, number) for number, flow in enumerate(flows)]
    lines += [draw.pick(lines) for _ in range(3)]
    _change(lines, DENIED, -1, "0")
    _change(lines, UNNAMED, -2, "")
    _change(lines, MISTYPED, 7, "1O24")
    return (BOM + "\r\n".join(lines) + "\r\n").encode()


def _raw_text(draw: Draw, flow: Record, number: int) -> str:
    hosts = f"198.51.100.{draw.integer(0, 9)}", f"192.0.2.{draw.integer(0, 9)}"
    if flow.ttl[0] in (62, 254):
        hosts = f"203.0.113.{draw.integer(0, 3)}", f"192.0.2.{draw.integer(10, 19)}"
    category = draw.pick(SPELLINGS.get(flow.category, (flow.category,)))
    return raw_line(flow, hosts, START + number * 7, category, sparse=number >= 60)


def _training() -> bytes:
    draw = Draw(302)
    lines = draw.shuffled([partition_line(flow) for flow in _mixed(draw, 44)])
    lines += [draw.pick(lines) for _ in range(3)]
    _change(lines, NEITHER, -1, "2")
    return (BOM + _numbered(lines, "\r\n")).encode()


def _testing() -> bytes:
    draw = Draw(303)
    flows = _mixed(draw, 40)
    flows += [draw.pick(flows) for _ in range(12)]
    flows = draw.shuffled(flows + _conflicts(draw, flows, 4))
    lines = [partition_line(flow) for flow in flows]
    _change(lines, UNKNOWN, -2, "Phishing")
    return _numbered(lines, "\n").encode()


def _numbered(lines: list[str], end: str) -> str:
    rows = [f"{number},{line}" for number, line in enumerate(lines, 1)]
    return end.join([PARTITION_HEADER, *rows]) + end


def _change(lines: list[str], row: int, column: int, value: str) -> None:
    """Break a cell of a row, counted from 1."""
    cells = lines[row - 1].split(",")
    cells[column] = value
    lines[row - 1] = ",".join(cells)
