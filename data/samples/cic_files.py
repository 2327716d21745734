"""The four files of cic-ids-2017/ and their quirks; README.md lists them with line numbers."""

from dataclasses import dataclass, replace

from cic_benign import at_once, backwards, benign
from cic_traffic import attack, attempted
from cicflow import ADDRESS_HEADER, HEADER, Traffic, features
from draw import Draw

COLUMNS = 85
"""With addresses."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file."""

    name: str
    seed: int
    attacks: dict[str, int]
    attempted: dict[str, int]
    """Attack rows without forward payload."""

    benign: int = 40
    twins: int = 2
    """Groups of three near-twins for each class."""

    conflicts: int = 2
    duplicates: int = 9
    backwards: int = 0
    """Rows with a duration of -1."""

    encoding: str = "utf-8"
    end: str = "\n"
    relabelled: tuple[int, str] | None = None
    """A line number, counted from 1, and the unknown label that it carries."""

    cut: int | None = None
    """A line number that has lost the two columns before its label."""

    days: tuple[int, ...] = ()
    """Days of July 2017, in the variant with addresses."""

    blank: int = 0
    """Rows of nothing but commas at the end."""


TABLES = (
    Table(
        "Synthetic-Wednesday-workingHours.pcap_ISCX.csv",
        seed=201,
        attacks={
            "DoS slowloris": 8, "DoS Slowhttptest": 8, "DoS Hulk": 9, "DoS GoldenEye": 7,
            "Heartbleed": 2,
        },
        attempted={"DoS slowloris": 2, "DoS Hulk": 2, "DoS GoldenEye": 1},
        backwards=1,
        relabelled=(50, "Suspicious"),
    ),
    Table(
        "Synthetic-Thursday-WorkingHours-Morning-WebAttacks.pcap_ISCX.csv",
        seed=202,
        attacks={
            "Web Attack \ufffd Brute Force": 8, "Web Attack \ufffd XSS": 4,
            "Web Attack \ufffd Sql Injection": 4, "Web Attack \u2013 Brute Force": 5,
            "Web Attack \u2013 XSS": 3, "Web Attack \x96 Sql Injection": 4,
            "Web Attack \x96 XSS": 3, "Infiltration": 4,
        },
        attempted={"Web Attack \ufffd XSS": 3, "Web Attack \u2013 Brute Force": 2},
    ),
    Table(
        "Synthetic-Friday-WorkingHours-Afternoon.pcap_ISCX.csv",
        seed=203,
        attacks={"Bot": 11, "DDoS": 11, "PortScan": 16},
        attempted={"Bot": 2},
        backwards=1,
        end="\r\n",
        cut=61,
    ),
    Table(
        "Synthetic-Tuesday-Thursday-WorkingHours-addresses.pcap_ISCX.csv",
        seed=204,
        attacks={
            "FTP-Patator": 9, "SSH-Patator": 8, "Web Attack \x96 Brute Force": 5,
            "Web Attack \x96 XSS": 3, "Web Attack - XSS": 3, "Web Attack  Sql Injection": 3,
            "Web Attack  Brute Force": 3, "Infiltration": 4,
        },
        attempted={"SSH-Patator": 2, "Web Attack \x96 XSS": 2},
        encoding="latin-1",
        days=(4, 6),
        blank=6,
    ),
)  # fmt: skip


def files() -> dict[str, bytes]:
    """All files by name."""
    return {table.name: _file(table) for table in TABLES}


def _file(table: Table) -> bytes:
    draw = Draw(table.seed)
    traffic = draw.shuffled(_traffic(table, draw))
    header = f"{ADDRESS_HEADER},{HEADER}" if table.days else HEADER
    if table.days:
        header = header.replace(" Flow Duration", " Protocol, Timestamp, Flow Duration", 1)
    lines = [_line(flow, table, draw) for flow in traffic]
    for line in [draw.pick(lines) for _ in range(table.duplicates)]:
        lines.insert(draw.integer(0, len(lines)), line)
    lines.insert(0, header)
    if table.relabelled:
        number, label = table.relabelled
        lines[number - 1] = ",".join([*lines[number - 1].split(",")[:-1], label])
    if table.cut:
        cells = lines[table.cut - 1].split(",")
        lines[table.cut - 1] = ",".join([*cells[:-3], cells[-1]])
    lines += ["," * (COLUMNS - 1)] * table.blank
    return (table.end.join(lines) + table.end).encode(table.encoding)


def _traffic(table: Table, draw: Draw) -> list[Traffic]:
    attacks = [attack(draw, label) for label, count in table.attacks.items() for _ in range(count)]
    calm = [benign(draw) for _ in range(table.benign)]
    twins = [
        _near_twin(draw, flow)
        for kind in (attacks, calm)
        for flow in draw.shuffled(kind)[: table.twins]
        for _ in range(2)
    ]
    conflicts = [
        replace(flow, label="BENIGN") for flow in draw.shuffled(attacks)[: table.conflicts]
    ]
    empty = [
        attempted(draw, label, 22 if "SSH" in label else 8080 if label == "Bot" else 80)
        for label, count in table.attempted.items()
        for _ in range(count)
    ]
    odd = [at_once(draw, "BENIGN") for _ in range(3)]
    odd += [backwards(draw, "BENIGN") for _ in range(table.backwards)]
    return attacks + calm + twins + conflicts + empty + odd


def _near_twin(draw: Draw, flow: Traffic) -> Traffic:
    """The same packets at slightly other times."""
    packets = tuple((gap and draw.near(gap), ahead, size) for gap, ahead, size in flow.packets)
    return replace(flow, packets=packets)


def _line(flow: Traffic, table: Table, draw: Draw) -> str:
    values = features(flow)
    if not table.days:
        return ",".join([*values, flow.label])
    port, protocol = draw.integer(32768, 60999), 17 if flow.udp else 6
    source, target = f"192.0.2.{draw.integer(5, 25)}", f"198.51.100.{draw.integer(2, 254)}"
    if flow.label != "BENIGN":
        source, target = "203.0.113.1", "192.0.2.50"
    ends = [source, str(port), target, values[0]]
    name = f"{source}-{target}-{port}-{flow.port}-{protocol}"
    return ",".join([name, *ends, str(protocol), _when(table, draw), *values[1:], flow.label])


def _when(table: Table, draw: Draw) -> str:
    """Day/month/year and a 12-hour clock that does not say which half of the day."""
    hour = draw.pick((8, 9, 10, 11, 12, 1, 2, 3, 4))
    return f"{draw.pick(table.days)}/7/2017 {hour}:{draw.integer(0, 59):02d}"
