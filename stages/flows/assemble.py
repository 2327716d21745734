"""Turn the columns of a table into Flow records."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from schemas.e1 import STATES, State
from stages.flows.hashing import combine
from stages.flows.labels import BENIGN, Labeller, Refusal, Verdict
from stages.flows.record import FLOW, NULL, Flags, Flows, Ints, Vocabulary, Words, word_hash
from stages.flows.rejects import Reject
from stages.flows.table import Table

WELL_KNOWN = 1024
"""Ports below are well known (RFC 6335, System Ports); source ports above are ephemeral."""

WITH_PORTS = frozenset({"tcp", "udp", "sctp", "dccp"})
"""For other protocols there are no ports; Zeek puts the ICMP type and code in their place."""

_PORTS = ("source_port", "destination_port")
_COUNTS = ("sent_packets", "sent_bytes", "received_packets", "received_bytes")
_FEW = 1 << 16
_NO_WORD = frozenset({"", "-", "(empty)"})
_WORD = re.compile(r"[a-z0-9][\w.,+/-]{0,39}", re.ASCII)

StateOf = Callable[[str | None, str], State | None]
"""State of a flow by protocol and the source's own name of the state."""


@dataclass(slots=True)
class Coder:
    """The vocabularies of a run, shared by all its batches."""

    files: Vocabulary
    scenarios: Vocabulary
    families: Vocabulary
    protocols: Vocabulary
    services: Vocabulary

    @classmethod
    def new(cls) -> "Coder":
        """Empty vocabularies."""
        return cls(*(Vocabulary() for _ in range(5)))


class Sieve:
    """Which rows of a table are still good, and why the others are not."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.good: Flags = ~table.wrong
        self.rejects = list(table.rejects)

    def refuse(self, rows: Flags, reason: str, value: str = "") -> None:
        """Reject those of `rows` that are still good."""
        rows = rows & self.good
        self.good &= ~rows
        for index in np.flatnonzero(rows).tolist():
            line, text = int(self.table.lines[index]), self.table.row(index)
            self.rejects.append(Reject(self.table.file, line, reason, value, text))


@dataclass(frozen=True, slots=True)
class Reading:
    """How one format's columns become flows."""

    labeller: Labeller
    labels: tuple[str, ...]
    """Roles of the label columns, in the labeller's order."""

    microseconds: float
    """Microseconds in a unit of the duration column."""

    state_of: StateOf | None = None
    protocol_of: Callable[[str], str] = str.lower
    adjust: Callable[[Flows, Coder, Sieve], None] | None = None
    """What else the format needs, once the columns are filled."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some rows of a file."""

    flows: Flows
    rejects: list[Reject]
    read: int
    """Rows in all: flows and rejects."""


def assemble(table: Table, reading: Reading, coder: Coder, scenario: str) -> Batch:
    """The flows of a table; rows without a verdict or with impossible values are rejects."""
    other_width = len(table.rejects) - int(table.wrong.sum())
    flows = np.zeros(len(table.lines), dtype=FLOW)
    sieve = Sieve(table)
    _refuse_blank(table, sieve)
    _judge(flows, reading, coder, sieve)
    hashes = _fill_words(flows, reading, coder, sieve)
    _fill_numbers(flows, reading, sieve)
    flows["line"] = table.lines
    flows["file"] = coder.files.code(table.file)
    flows["scenario"] = coder.scenarios.code(scenario)
    if reading.adjust:
        reading.adjust(flows, coder, sieve)
    flows["twin"] = combine([*hashes, *(flows[name] for name in _PORTS + _COUNTS)])
    flows["content"] = combine([flows["twin"], flows["duration_us"]])
    kept = flows if sieve.good.all() else flows.compress(sieve.good)
    return Batch(kept, sieve.rejects, read=len(flows) + other_width)


def round_duration(microseconds: Ints) -> Ints:
    """Three significant digits, halves up; NULL stays."""
    step = np.ones_like(microseconds)
    for digits in range(3, 18):
        above = microseconds >= 10**digits
        if not above.any():
            break
        step = np.where(above, step * 10, step)
    return np.where(microseconds < 0, NULL, (microseconds + step // 2) // step * step)


def _refuse_blank(table: Table, sieve: Sieve) -> None:
    """Rows of delimiters alone, as at the end of CIC-IDS-2017's tables with addresses."""
    empty = np.isnan(table.duration)
    for counts in table.counts.values():
        empty &= counts == NULL
    for texts in table.texts.values():
        if not empty.any():
            return
        blank = np.array([not word.strip() for word in texts.dictionary.to_pylist()], dtype=bool)
        empty &= blank[_indices(texts)]
    sieve.refuse(empty, "blank row")


def _judge(flows: Flows, reading: Reading, coder: Coder, sieve: Sieve) -> None:
    """Look up the labels, each combination once."""
    columns = [sieve.table.texts[role] for role in reading.labels]
    words = [[_decoded(word) for word in column.dictionary.to_pylist()] for column in columns]
    rows, found = _combinations(columns)
    verdicts = [
        reading.labeller(tuple(word[at] for word, at in zip(words, place, strict=True)))
        for place in found
    ]
    for code, verdict in enumerate(verdicts):
        if isinstance(verdict, Refusal):
            sieve.refuse(rows == code, verdict.reason, verdict.value)
    judged = [verdict if isinstance(verdict, Verdict) else BENIGN for verdict in verdicts]
    flows["malicious"] = np.array([verdict.malicious for verdict in judged], dtype=bool)[rows]
    flows["family"] = coder.families.codes(verdict.family for verdict in judged)[rows]


def _fill_words(flows: Flows, reading: Reading, coder: Coder, sieve: Sieve) -> list[Words]:
    """Fill protocol, service, state and ports; returns the hashes of the words."""
    protocols, protocol_rows = _words(sieve, "protocol", reading.protocol_of)
    services, service_rows = _words(sieve, "service", str.lower)
    flows["protocol"] = coder.protocols.codes(protocols)[protocol_rows]
    flows["service"] = coder.services.codes(services)[service_rows]
    flows["state"] = _states(sieve.table, reading.state_of, protocols)
    portless = np.array([bool(word) and word not in WITH_PORTS for word in protocols])
    for name in _PORTS:
        ports = sieve.table.counts.get(name, np.int64(NULL))
        flows[name] = np.where(portless[protocol_rows], NULL, ports)
    return [
        _hashes(protocols)[protocol_rows],
        _hashes(services)[service_rows],
        _hashes([None, *STATES])[flows["state"] + np.int8(1)],
    ]


def _fill_numbers(flows: Flows, reading: Reading, sieve: Sieve) -> None:
    """Fill counts and duration. CIC-IDS-2017 has negative durations and counts: those are null."""
    table = sieve.table
    for name in _PORTS:
        sieve.refuse((flows[name] > 65535) | (flows[name] < NULL), "port out of range")
    flows["source_port"][flows["source_port"] >= WELL_KNOWN] = NULL
    for name in _COUNTS:
        flows[name] = np.maximum(table.counts.get(name, np.int64(NULL)), NULL)
    duration = np.where(np.isfinite(table.duration), table.duration * reading.microseconds, NULL)
    flows["duration_us"] = round_duration(np.rint(duration).astype(np.int64))


def _states(table: Table, state_of: StateOf | None, protocols: list[str | None]) -> Ints:
    if state_of is None or "state" not in table.texts:
        return np.full(len(table.lines), NULL)
    words = [_decoded(word) for word in table.texts["state"].dictionary.to_pylist()]
    columns = [table.texts["state"]]
    if "protocol" in table.texts:
        columns.append(table.texts["protocol"])
    rows, found = _combinations(columns)
    states = [state_of(protocols[rest[0]] if rest else None, words[at]) for at, *rest in found]
    return np.array([NULL if s is None else STATES.index(s) for s in states], dtype=np.int64)[rows]


def _words(sieve: Sieve, role: str, normal: Callable[[str], str]) -> tuple[list[str | None], Ints]:
    """The distinct words of a column and each row's place among them."""
    column = sieve.table.texts.get(role)
    if column is None:
        return [None], np.zeros(len(sieve.table.lines), dtype=np.int64)
    words: list[str | None] = []
    rows = _indices(column)
    for code, raw in enumerate(column.dictionary.to_pylist()):
        text = _decoded(raw).strip()
        word = None if text in _NO_WORD | sieve.table.nulls else normal(text)
        if word is not None and not _WORD.fullmatch(word):
            sieve.refuse(rows == code, "unreadable text", f"{role} {text}")
            word = None
        words.append(word)
    return words, rows


def _combinations(columns: list[pa.DictionaryArray]) -> tuple[Ints, list[tuple[int, ...]]]:
    """Each row's combination of codes: its place in the list of those that occur."""
    sizes = tuple(len(column.dictionary) for column in columns)
    joint = np.ravel_multi_index([_indices(column) for column in columns], sizes)
    if math.prod(sizes) <= _FEW:
        present = np.flatnonzero(np.bincount(joint, minlength=1))
        place = np.zeros(math.prod(sizes), dtype=np.int64)
        place[present] = np.arange(len(present))
        rows = place[joint]
    else:  # labels that are hardly labels; the table would not fit
        present, rows = np.unique(joint, return_inverse=True)
    codes = np.stack(np.unravel_index(present, sizes), axis=1)
    return rows, [tuple(code) for code in codes.tolist()]


def _indices(column: pa.DictionaryArray) -> Ints:
    return column.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _decoded(word: bytes) -> str:
    """UTF-8, or else Latin-1, in which every byte is a character: label tables decide on it."""
    try:
        return word.decode()
    except UnicodeDecodeError:
        return word.decode("latin-1")


def _hashes(words: list[str | None]) -> Words:
    return np.array([word_hash(word) for word in words], dtype=np.uint64)
