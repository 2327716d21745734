"""Turn the columns of a table into Flow records."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from schemas.e1 import STATES, State
from stages.flows.hashing import combine
from stages.flows.labels import BENIGN, Labeller, Refusal, Verdict
from stages.flows.record import FLOW, NULL, Coder, Flows, Ints, Words
from stages.flows.rejects import Reject
from stages.flows.sieve import Sieve
from stages.flows.table import Table
from stages.flows.words import combinations, decoded, hashes, indices, words_of

WELL_KNOWN = 1024
"""Ports below are well known (RFC 6335, System Ports); source ports above are ephemeral."""

WITH_PORTS = frozenset({"tcp", "udp", "sctp", "dccp"})
"""For other protocols there are no ports; Zeek puts the ICMP type and code in their place."""

_PORTS = ("source_port", "destination_port")
_COUNTS = ("sent_packets", "sent_bytes", "received_packets", "received_bytes")

StateOf = Callable[[str | None, str], State | None]
"""State of a flow by protocol and the source's own name of the state."""


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
    word_hashes = _fill_words(flows, reading, coder, sieve)
    _fill_numbers(flows, reading, sieve)
    flows["line"] = table.lines
    flows["file"] = coder.files.code(table.file)
    flows["scenario"] = coder.scenarios.code(scenario)
    if reading.adjust:
        reading.adjust(flows, coder, sieve)
    flows["twin"] = combine([*word_hashes, *(flows[name] for name in _PORTS + _COUNTS)])
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
        empty &= blank[indices(texts)]
    sieve.refuse(empty, "blank row")


def _judge(flows: Flows, reading: Reading, coder: Coder, sieve: Sieve) -> None:
    """Look up the labels, each combination once."""
    columns = [sieve.table.texts[role] for role in reading.labels]
    words = [[decoded(word) for word in column.dictionary.to_pylist()] for column in columns]
    rows, found = combinations(columns)
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
    protocols, protocol_rows = words_of(sieve, "protocol", reading.protocol_of)
    services, service_rows = words_of(sieve, "service", str.lower)
    flows["protocol"] = coder.protocols.codes(protocols)[protocol_rows]
    flows["service"] = coder.services.codes(services)[service_rows]
    flows["state"] = _states(sieve.table, reading.state_of, protocols)
    portless = np.array([bool(word) and word not in WITH_PORTS for word in protocols])
    for name in _PORTS:
        ports = sieve.table.counts.get(name, np.int64(NULL))
        flows[name] = np.where(portless[protocol_rows], NULL, ports)
    return [
        hashes(protocols)[protocol_rows],
        hashes(services)[service_rows],
        hashes([None, *STATES])[flows["state"] + np.int8(1)],
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
    words = [decoded(word) for word in table.texts["state"].dictionary.to_pylist()]
    columns = [table.texts["state"]]
    if "protocol" in table.texts:
        columns.append(table.texts["protocol"])
    rows, found = combinations(columns)
    states = [state_of(protocols[rest[0]] if rest else None, words[at]) for at, *rest in found]
    return np.array([NULL if s is None else STATES.index(s) for s in states], dtype=np.int64)[rows]
