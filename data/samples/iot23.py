"""The six captures of iot23/ and their quirks; README.md lists them with line numbers."""

from captures import Capture, Spoil
from zeek_attacks import Net


def relabel(label: str) -> Spoil:
    """Another label in the place of the joined one."""

    def spoil(line: str) -> str:
        parents, _, detail = line.rsplit("   ", 2)
        return f"{parents}   {label}   {detail}"

    return spoil


def cell(column: int, value: str) -> Spoil:
    """Another value in one of the tab columns, counted from 0."""

    def spoil(line: str) -> str:
        cells = line.split("\t")
        cells[column] = value
        return "\t".join(cells)

    return spoil


def cut_short(line: str) -> str:
    """Only the first eleven columns, as after a full disk."""
    return "\t".join(line.split("\t")[:11])


CAPTURES = (
    Capture(
        name="Synthetic-IoT-Malware-Capture-1-1",
        seed=101,
        opened="2026-03-02-11-20-31",
        start=1_772_400_000,
        net=Net("192.0.2.101", "203.0.113.17", 6667),
        attacks={"PartOfAHorizontalPortScan": 34, "C&C-HeartBeat": 9, "Attack": 10},
        benign=50,
        twins=2,
        duplicates=2,
        conflicts=2,
        broken=((40, cut_short), (77, relabel("Suspicious"))),
        close="#close\t2026-03-02-11-20-33",
    ),
    Capture(
        name="Synthetic-IoT-Malware-Capture-2-1",
        seed=102,
        opened="2026-03-04-08-02-10",
        start=1_772_560_000,
        net=Net("192.0.2.102", "203.0.113.35", 6667),
        attacks={"C&C": 26, "DDoS": 22, "PartOfAHorizontalPortScan": 6},
        benign=50,
        twins=2,
        duplicates=2,
        conflicts=1,
        broken=((63, relabel("")),),
        packed=True,
    ),
    Capture(
        name="Synthetic-IoT-Malware-Capture-3-1",
        seed=103,
        opened="2026-03-09-17-45-00",
        start=1_773_010_000,
        net=Net("192.0.2.103", "203.0.113.92", 1312),
        attacks={"Okiru": 34, "Okiru-Attack": 10, "C&C-Torii": 8},
        benign=52,
        twins=2,
        duplicates=2,
        conflicts=1,
        parents=("-", "(empty)"),
        broken=((58, cell(9, "12x")),),
        end="\r\n",
        close="#close\t2026-03-09-17-45-01",
    ),
    Capture(
        name="Synthetic-Honeypot-Capture-4-1",
        seed=104,
        opened="2026-03-12-15-46-36",
        start=1_773_270_000,
        net=Net("192.0.2.132", "203.0.113.200", 6667),
        attacks={},
        benign=108,
        twins=3,
        duplicates=3,
        benign_label="benign",
        close="#close\t2026-03-12-15-46-36   benign   -",
    ),
    Capture(
        name="Synthetic-IoT-Malware-Capture-5-1",
        seed=105,
        opened="2026-03-20-05-34-44",
        start=1_773_970_000,
        net=Net("192.0.2.105", "203.0.113.183", 4975),
        attacks={"FileDownload": 14, "C&C-FileDownload": 12, "DDoS": 10, "C&C-HeartBeat": 8},
        benign=61,
        twins=2,
        duplicates=2,
        broken=((52, cell(7, "ht\xfftp")),),
        final_newline=False,
    ),
    Capture(
        name="Synthetic-Mixed-Capture-6-1",
        seed=106,
        opened="2026-04-01-00-00-07",
        start=1_775_000_000,
        net=Net("192.0.2.167", "203.0.113.77", 1177),
        attacks={"CC": 16, "External-Attack-to-Device": 26},
        benign=62,
        twins=2,
        duplicates=2,
        conflicts=1,
        newer=True,
        parents=("(empty)",),
        broken=((74, cell(8, "-0.000013")),),
    ),
)
