"""Files of flows in the formats of the sources, and what the readers make of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from hypothesis import settings

from schemas.e1 import STATES, FlowText
from schemas.manifest import Manifest, SourceFile
from stages.flows.reading import read_source
from stages.flows.record import NULL, Coder
from stages.flows.rejects import Reject
from stages.flows.shares import FileKind

SAMPLES = Path(__file__).parents[3] / "data" / "samples"

FEW = settings(max_examples=30, deadline=None, derandomize=True)
"""For properties that write files."""

MANY = settings(max_examples=100, deadline=None, derandomize=True)
"""For properties of arrays."""

Row = Mapping[str, str]

ZEEK_FIELDS = (
    "ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "service",
    "duration", "orig_bytes", "resp_bytes", "conn_state", "local_orig", "local_resp",
    "missed_bytes", "history", "orig_pkts", "orig_ip_bytes", "resp_pkts", "resp_ip_bytes",
    "tunnel_parents",
)  # fmt: skip
ZEEK_ROW = dict.fromkeys(ZEEK_FIELDS, "-") | {
    "ts": "1545403817.0", "uid": "CSyn1", "id.orig_h": "192.0.2.1", "id.orig_p": "41000",
    "id.resp_h": "198.51.100.7", "id.resp_p": "23", "proto": "tcp", "duration": "1.5",
    "orig_bytes": "10", "resp_bytes": "20", "conn_state": "SF", "orig_pkts": "2",
    "resp_pkts": "3", "label": "Benign", "detail": "-",
}  # fmt: skip
JOINED = "tunnel_parents   label   detailed-label"


@dataclass(frozen=True)
class ZeekFormat:
    """How a log is written: by default as in IoT-23."""

    joined: bool = True
    separator: str = "\t"
    unset: str = "-"
    fields: Sequence[str] = ZEEK_FIELDS
    """Ends in tunnel_parents if joined."""

    types: bool = True

    def header(self) -> list[str]:
        names = [*self.fields[:-1], JOINED] if self.joined else [*self.fields]
        names += [] if self.joined else ["label", "detailedlabel"]
        mark = "".join(f"\\x{ord(letter):02x}" for letter in self.separator)
        lines = [
            f"#separator {mark}",
            f"#set_separator{self.separator},",
            f"#empty_field{self.separator}(empty)",
            f"#unset_field{self.separator}{self.unset}",
            f"#path{self.separator}conn",
            self.separator.join(["#fields", *names]),
        ]
        return lines + ([self.separator.join(["#types", *names])] if self.types else [])

    def row(self, values: Row) -> str:
        cells = ZEEK_ROW | values
        fields = [self.unset if cells[name] == "-" else cells[name] for name in self.fields]
        labels = [cells["label"], cells["detail"]]
        if self.joined:
            return self.separator.join([*fields[:-1], "   ".join([fields[-1], *labels])])
        return self.separator.join([*fields, *labels])


IOT23 = ZeekFormat()
LATER = ZeekFormat(joined=False)
FIRST = len(IOT23.header()) + 1
"""Number of the first line after a log's header."""


def zeek_log(rows: Sequence[Row | str], form: ZeekFormat = IOT23, end: str = "\n") -> bytes:
    """A log; strings among the rows are lines as they are."""
    lines = [row if isinstance(row, str) else form.row(row) for row in rows]
    return "".join(line + end for line in [*form.header(), *lines]).encode()


CIC_HEADER = (
    (SAMPLES / "cic-ids-2017/Synthetic-Wednesday-workingHours.pcap_ISCX.csv")
    .read_text()
    .partition("\n")[0]
)
"""79 columns, most with a leading space, `Fwd Header Length` twice."""

CIC_ADDRESSES = (
    (SAMPLES / "cic-ids-2017/Synthetic-Tuesday-Thursday-WorkingHours-addresses.pcap_ISCX.csv")
    .read_bytes()
    .partition(b"\n")[0]
    .decode()
)
"""85 columns."""

CIC_EXCERPT = (
    "Destination Port,Flow Duration,Total Fwd Packets,Total Backward Packets,"
    "Total Length of Fwd Packets,Total Length of Bwd Packets,Flow Bytes/s,Flow Packets/s,Label"
)
CIC_ROW = {
    "Destination Port": "80", "Flow Duration": "1500000", "Total Fwd Packets": "2",
    "Total Backward Packets": "3", "Total Length of Fwd Packets": "10",
    "Total Length of Bwd Packets": "20", "Label": "BENIGN", "Protocol": "6",
    "Source Port": "41000",
}  # fmt: skip


def csv_table(header: str, rows: Sequence[Row | str], default: Row, end: str = "\n") -> bytes:
    """A table; columns that neither a row nor the default names hold 0."""
    names = [name.strip() for name in header.split(",")]
    lines = [header]
    for row in rows:
        cells = row if isinstance(row, str) else {**default, **row}
        whole = isinstance(cells, str)
        lines.append(cells if whole else ",".join(cells.get(name, "0") for name in names))
    return "".join(line + end for line in lines).encode()


def cic_table(rows: Sequence[Row | str], header: str = CIC_HEADER, end: str = "\n") -> bytes:
    return csv_table(header, rows, CIC_ROW, end)


UNSW_HEADER = (
    (SAMPLES / "unsw-nb15/Synthetic-UNSW_NB15_testing-set.csv").read_text().partition("\n")[0]
)
"""45 columns of a partition."""

UNSW_ROW = {
    "proto": "tcp", "state": "FIN", "service": "http", "dur": "1.5", "spkts": "2", "dpkts": "3",
    "sbytes": "10", "dbytes": "20", "attack_cat": "Normal", "label": "0",
}  # fmt: skip
_RAW_PLACES = {
    "sport": 1, "dsport": 3, "proto": 4, "state": 5, "dur": 6, "sbytes": 7, "dbytes": 8,
    "service": 13, "spkts": 16, "dpkts": 17, "attack_cat": 47, "label": 48,
}  # fmt: skip


def unsw_partition(rows: Sequence[Row | str], end: str = "\n") -> bytes:
    return csv_table(UNSW_HEADER, rows, UNSW_ROW, end)


def unsw_row(values: Row) -> str:
    """A row of 49 columns."""
    cells = ["0"] * 49
    for name, value in (
        UNSW_ROW | {"attack_cat": "", "sport": "41000", "dsport": "80"} | values
    ).items():
        cells[_RAW_PLACES[name]] = value
    return ",".join(cells)


def unsw_raw(rows: Sequence[Row], end: str = "\r\n") -> bytes:
    """A raw file: byte order mark, no header."""
    return b"\xef\xbb\xbf" + "".join(unsw_row(row) + end for row in rows).encode()


class Seen(NamedTuple):
    """A flow that a reader made."""

    line: int
    malicious: bool
    family: str
    text: FlowText
    scenario: str
    file: str
    twin: int
    content: int


@dataclass(frozen=True)
class Read:
    """All that a reader made of a source."""

    flows: list[Seen]
    rejects: list[Reject]
    read: int

    @property
    def texts(self) -> list[FlowText]:
        return [flow.text for flow in self.flows]

    @property
    def labels(self) -> list[tuple[bool, str]]:
        return [(flow.malicious, flow.family) for flow in self.flows]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        """Line and reason of each reject, by line."""
        return sorted((reject.line, reject.reason) for reject in self.rejects)


def manifest_of(source: str, root: Path) -> Manifest:
    """The files below a folder; their hashes are not looked at."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    files = [
        SourceFile(
            path=path.relative_to(root).as_posix(), size=path.stat().st_size, sha256="0" * 64
        )
        for path in paths
    ]
    return Manifest(source=source, files=tuple(files))


def read_folder(root: Path, *kinds: FileKind, workers: int = 1) -> Read:
    """Read all files below a folder."""
    coder, flows, rejects, read = Coder.new(), [], [], 0
    for batch, _ in read_source(root, manifest_of("source", root), kinds, coder, workers):
        flows += [seen(flow, coder) for flow in batch.flows]
        rejects += batch.rejects
        read += batch.read
    return Read(flows, rejects, read)


def seen(flow: np.void, coder: Coder) -> Seen:
    """A record with its codes looked up."""

    def number(name: str) -> int | None:
        return None if flow[name] == NULL else int(flow[name])

    text = FlowText(
        protocol=coder.protocols.word(int(flow["protocol"])),
        service=coder.services.word(int(flow["service"])),
        state=None if flow["state"] == NULL else STATES[int(flow["state"])],
        source_port=number("source_port"),
        destination_port=number("destination_port"),
        duration_us=number("duration_us"),
        sent_packets=number("sent_packets"),
        sent_bytes=number("sent_bytes"),
        received_packets=number("received_packets"),
        received_bytes=number("received_bytes"),
    )
    return Seen(
        line=int(flow["line"]),
        malicious=bool(flow["malicious"]),
        family=coder.families.words[flow["family"]],
        text=text,
        scenario=coder.scenarios.words[flow["scenario"]],
        file=coder.files.words[flow["file"]],
        twin=int(flow["twin"]),
        content=int(flow["content"]),
    )
