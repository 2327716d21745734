"""CIC-IDS-2017, as CICFlowMeter's tables: MachineLearningCSV (79 columns) and TrafficLabelling
(85, with addresses), and excerpts with fewer.

Header names mostly begin with a space, `Fwd Header Length` stands there twice, rates hold
`Infinity`, and a block of empty rows ends some files: https://www.unb.ca/cic/datasets/ids-2017.html.
"""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Literal

import numpy as np

from schemas.e1 import NO_FAMILY
from stages.flows import labels
from stages.flows.assemble import Reading
from stages.flows.blocks import read_line
from stages.flows.csv_header import CsvHeader
from stages.flows.labels import ATTEMPTED
from stages.flows.record import Coder, Flows
from stages.flows.shares import Detect, Detected, FileKind, text_shares
from stages.flows.sieve import Sieve
from stages.flows.table import Layout

Attempted = Literal["drop", "benign", "own"]

# Names in the original tables, then in the corrected ones (Liu et al., CNS 2022).
_COUNTS = {
    "source_port": ("source port", "src port"),
    "destination_port": ("destination port", "dst port"),
    "sent_packets": ("total fwd packets", "total fwd packet"),
    "sent_bytes": ("total length of fwd packets", "total length of fwd packet"),
    "received_packets": ("total backward packets", "total bwd packets"),
    "received_bytes": ("total length of bwd packets", "total length of bwd packet"),
}
# https://www.iana.org/assignments/protocol-numbers; these are the ones in the set.
_PROTOCOLS = {"0": "hopopt", "1": "icmp", "6": "tcp", "17": "udp"}

PAYLOADLESS = "PortScan"
"""The one attack that needs no payload, so that none of its flows is a mere attempt."""


def is_table(path: PurePosixPath) -> bool:
    """Whether a file's name is that of a table."""
    return path.name.endswith((".csv", ".csv.gz"))


def scenario(path: PurePosixPath) -> str:
    """The day and part of day that a file's name tells."""
    return path.name.removesuffix(".gz").removesuffix(".csv").removesuffix(".pcap_ISCX")


def tables(attempted: Attempted) -> FileKind:
    """The reader, with a policy for attempted attacks."""
    return FileKind(is_table, scenario, text_shares(detector(attempted)))


def detector(attempted: Attempted) -> Detect:
    """A reader of headers that treats attempted attacks as told."""

    def detect(file: IO[bytes], path: Path) -> Detected:
        header = CsvHeader.of(read_line(file, path), path)
        layout = Layout(
            width=len(header.names),
            texts=header.positions({"protocol": ("protocol",)})
            | {"label": header.label("label", "labels")},
            counts=header.positions(_COUNTS),
            duration=header.at("flow duration"),
            header=header.line,
        )
        reading = Reading(
            labels.cic,
            ("label",),
            microseconds=1,
            protocol_of=protocol_of,
            adjust=_treat(attempted),
        )
        return Detected(layout, reading, first_line=2)

    return detect


def protocol_of(number: str) -> str:
    """The name of a protocol number, in pandas' spelling (`6.0`) too; '' if it is none."""
    number = number.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and int(number) < 256):
        return ""
    return _PROTOCOLS.get(number, f"ip-{number}")


def _treat(policy: Attempted) -> Callable[[Flows, Coder, Sieve], None]:
    """Attack flows without forward payload did not do what their label says.

    Engelen, Rimmer, Joosen, "Troubleshooting an Intrusion Detection Dataset: the CICIDS2017 Case
    Study", WTMC 2021. The corrected tables name them in the label.
    """

    def treat(flows: Flows, coder: Coder, sieve: Sieve) -> None:
        families = np.unique(flows["family"]).tolist()
        marked = [code for code in families if coder.families.words[code].endswith(ATTEMPTED)]
        empty = (flows["sent_bytes"] == 0) & (flows["family"] != coder.families.code(PAYLOADLESS))
        attempted = flows["malicious"] & (empty | np.isin(flows["family"], marked))
        if policy == "drop":
            sieve.refuse(attempted, "attempted")
        elif policy == "benign":
            flows["malicious"][attempted] = False
            flows["family"][attempted] = coder.families.code(NO_FAMILY)
        else:
            for code in set(families) - set(marked):
                own = coder.families.code(coder.families.words[code] + ATTEMPTED)
                flows["family"][attempted & (flows["family"] == code)] = own

    return treat
