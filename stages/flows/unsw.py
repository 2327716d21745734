"""UNSW-NB15: the raw CSVs (no header, 49 columns) and the two partitions (45 columns, no ports).

Columns and their meaning: NUSW-NB15_features.csv, beside the data at
https://research.unsw.edu.au/projects/unsw-nb15-dataset.
"""

from pathlib import Path, PurePosixPath
from typing import IO

from schemas.e1 import State
from stages.common.errors import PipelineError
from stages.flows import labels
from stages.flows.assemble import Reading
from stages.flows.blocks import read_line
from stages.flows.csv_header import CsvHeader
from stages.flows.shares import Detected, FileKind, text_shares
from stages.flows.table import Layout

RAW_COLUMNS = 49

_RAW = Layout(
    width=RAW_COLUMNS,
    texts={"protocol": 4, "state": 5, "service": 13, "category": 47, "label": 48},
    counts={
        "source_port": 1,
        "destination_port": 3,
        "sent_bytes": 7,
        "received_bytes": 8,
        "sent_packets": 16,
        "received_packets": 17,
    },
    duration=6,
)
_COUNTS = {
    "source_port": ("sport",),
    "destination_port": ("dsport",),
    "sent_packets": ("spkts",),
    "sent_bytes": ("sbytes",),
    "received_packets": ("dpkts",),
    "received_bytes": ("dbytes",),
}

# Argus' states, https://openargus.org/oldsite/man/man1/ra.1.html, in the words that Zeek's map to.
_STATES: dict[str, State] = {
    "REQ": "no reply",
    "INT": "no reply",
    "ACC": "established",
    "CON": "established",
    "FIN": "completed",
    "CLO": "completed",
    "RST": "reset",
}


def is_table(path: PurePosixPath) -> bool:
    """Whether a file's name is that of flows, and not of the list of features or events."""
    name = path.name.lower()
    return name.endswith((".csv", ".csv.gz")) and not any(
        part in name for part in ("features", "gt.csv", "list_events")
    )


def scenario(path: PurePosixPath) -> str:
    """The file's name: the set does not tell its captures apart."""
    return path.name.removesuffix(".gz").removesuffix(".csv")


def detect(file: IO[bytes], path: Path) -> Detected:
    """Tell raw files from partitions by their first line."""
    line = read_line(file, path)
    header = CsvHeader.of(line, path)
    reading = Reading(labels.unsw, ("category", "label"), microseconds=1e6, state_of=state_of)
    if "attack_cat" in header.names:
        return Detected(_named(header), reading, first_line=2)
    if len(header.names) == RAW_COLUMNS:
        return Detected(_RAW, reading, first_line=1, head=line.encode() + b"\n")
    raise PipelineError(
        f"{len(header.names)} comma-separated columns in the first line, and none is attack_cat; "
        f"raw files have {RAW_COLUMNS}, partitions a header",
        where=str(path),
        fix="is it UNSW-NB15, separated by commas?",
    )


def state_of(protocol: str | None, state: str) -> State | None:
    """The common name of a state; None where Argus says no more than the ICMP type."""
    if state == "CON" and protocol != "tcp":  # two-way traffic, all there is without connections
        return "completed"
    return _STATES.get(state)


def _named(header: CsvHeader) -> Layout:
    texts = {"protocol": ("proto",), "service": ("service",), "state": ("state",)}
    return Layout(
        width=len(header.names),
        texts=header.positions(texts)
        | {"category": header.label("attack_cat"), "label": header.label("label")},
        counts=header.positions(_COUNTS),
        duration=header.at("dur"),
        header=header.line,
    )


TABLES = FileKind(is_table, scenario, text_shares(detect))
