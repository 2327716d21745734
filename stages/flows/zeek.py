"""Zeek connection logs with labels: `conn.log.labeled` of IoT-23 and later captures.

Two layouts (https://www.stratosphereips.org/datasets-iot23): in IoT-23 the last tab field holds
`tunnel_parents   label   detailed-label`, joined by three spaces; newer logs of the lab have
columns of their own. Field names, separator and null marks are read from the log's header:
https://docs.zeek.org/en/master/log-formats.html.
"""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from schemas.e1 import State
from stages.common.errors import PipelineError
from stages.flows import labels
from stages.flows.assemble import Reading
from stages.flows.blocks import LONGEST_LINE, read_line
from stages.flows.labels import Labeller, Refusal, Verdict
from stages.flows.shares import Detected, FileKind, text_shares
from stages.flows.table import Layout

TEXTS = {"protocol": "proto", "service": "service", "state": "conn_state"}
COUNTS = {
    "source_port": "id.orig_p",
    "destination_port": "id.resp_p",
    "sent_packets": "orig_pkts",
    "sent_bytes": "orig_bytes",
    "received_packets": "resp_pkts",
    "received_bytes": "resp_bytes",
}
_JOINED = re.compile(r"\s{3,}")
DETAILS = ("detailed-label", "detailedlabel", "detailed_label")

# conn_state, https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html
_STATES: dict[str, State] = {
    "S0": "no reply",
    "SH": "no reply",
    "S1": "established",
    "S2": "established",
    "S3": "established",
    "SF": "completed",
    "REJ": "rejected",
    "RSTO": "reset",
    "RSTR": "reset",
    "RSTOS0": "reset",
    "RSTRH": "reset",
    "SHR": "partial",
    "OTH": "partial",
}
_CAPTURE = re.compile(r"Capture-\d+-\d+$")
_FOLDERS = frozenset({"bro", "zeek", "data", "zeek-labeled"})
"""Folders between a capture's folder and its log."""


@dataclass(frozen=True, slots=True)
class _Header:
    separator: str
    nulls: tuple[str, ...]
    fields: tuple[str, ...]
    lines: int
    head: bytes
    """The line after `#fields`, if it is a row."""


def is_log(path: PurePosixPath) -> bool:
    """Whether a file's name is that of a connection log."""
    return "conn" in path.name and ".log" in path.name


def scenario(path: PurePosixPath) -> str:
    """The capture's name: the folder called so, or the nearest that is no part of Zeek's layout."""
    folders = [folder for folder in reversed(path.parent.parts) if folder not in _FOLDERS]
    for folder in [*filter(_CAPTURE.search, folders), *folders]:
        return folder
    return path.name.removesuffix(".gz").removesuffix(".labeled").removesuffix(".log")


def detect(file: IO[bytes], path: Path) -> Detected:
    """Read the header of a log; raises PipelineError if it is none or has no labels."""
    header = _header(file, path)
    texts = {role: _at(header, name, path) for role, name in TEXTS.items()}
    counts = {role: _at(header, name, path) for role, name in COUNTS.items()}
    roles, positions, labeller = _labels(header, path)
    layout = Layout(
        width=len(header.fields),
        texts=texts | dict(zip(roles, positions, strict=True)),
        counts=counts,
        duration=_at(header, "duration", path),
        delimiter=header.separator,
        nulls=header.nulls,
        comment=b"#",
    )
    reading = Reading(labeller, roles, microseconds=1e6, state_of=state_of)
    return Detected(layout, reading, first_line=header.lines + 1, head=header.head)


def state_of(_protocol: str | None, conn_state: str) -> State | None:
    """The common name of a conn_state; None if Zeek gives none."""
    return _STATES.get(conn_state)


def _labels(header: _Header, path: Path) -> tuple[tuple[str, ...], tuple[int, ...], Labeller]:
    last = _JOINED.split(header.fields[-1])
    if len(last) == 3 and last[1] == "label" and last[2] in DETAILS:
        return ("joined",), (len(header.fields) - 1,), _split_label
    detail = next((name for name in DETAILS if name in header.fields), None)
    if "label" in header.fields and detail:
        at = header.fields.index
        return ("label", "detail"), (at("label"), at(detail)), labels.zeek
    raise PipelineError(
        "the log has no label column", where=str(path), fix="use the labelled log, conn.log.labeled"
    )


def _split_label(columns: tuple[str, ...]) -> Verdict | Refusal:
    parts = _JOINED.split(columns[0])
    if len(parts) != 3:
        return Refusal("blank label", columns[0])
    return labels.zeek((parts[1], parts[2]))


def _header(file: IO[bytes], path: Path) -> _Header:
    separator, marks, number = "\t", ["-"], 0
    while line := read_line(file, path):
        number += 1
        name, _, value = line.partition(separator if number > 1 else " ")
        if number == 1 and name != "#separator":
            break
        if name == "#separator":
            separator = _separator(value, path)
        elif name in ("#unset_field", "#empty_field"):
            marks.append(value)
        elif name == "#fields":
            after = file.readline(LONGEST_LINE)
            types = after.startswith(b"#")
            return _Header(
                separator=separator,
                nulls=("", *marks),
                fields=tuple(value.split(separator)),
                lines=number + types,
                head=b"" if types else after,
            )
        elif not line.startswith("#"):
            break
    raise PipelineError(
        "no Zeek header (#separator … #fields) at the start",
        where=str(path),
        fix="is it a connection log in Zeek's TSV format?",
    )


def _separator(text: str, path: Path) -> str:
    try:
        separator = text.encode().decode("unicode_escape")
    except UnicodeDecodeError:
        separator = ""
    if len(separator) != 1:
        raise PipelineError(
            f"the header says {text!r} for #separator, which must be one character",
            where=str(path),
            fix="is it a connection log in Zeek's TSV format?",
        )
    return separator


def _at(header: _Header, name: str, path: Path) -> int:
    if name not in header.fields:
        raise PipelineError(
            f"the log has no column {name!r}",
            where=str(path),
            fix=f"its {len(header.fields)} columns are separated by {header.separator!r}; "
            "is that right?",
        )
    return header.fields.index(name)


LOGS = FileKind(is_log, scenario, text_shares(detect))
