"""E1, network-log anomaly detection: the published row and the one question template.

{"question": "Network flow: protocol tcp; destination port 23; state no reply; duration 3.11 s;
  sent 3 packets, 0 bytes; received 0 packets, 0 bytes. Is it Malicious or Benign?",
 "answer": "Malicious",
 "meta": {"source": "iot23", "scenario": "CTU-IoT-Malware-Capture-34-1",
          "attack_family": "PartOfAHorizontalPortScan", "hash": "9f86d081884c7d65",
          "split": "train"}}
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, get_args

from pydantic import Field, model_validator

from schemas.strict import Strict

Answer = Literal["Malicious", "Benign"]
Split = Literal["train", "dev", "test", "ood"]
State = Literal["no reply", "rejected", "established", "completed", "reset", "partial"]

NO_FAMILY = "NA"
"""The attack_family of benign rows."""

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class FlowText:
    """What a question tells of a flow; None where the source does not say.

    No address, no TTL, no ephemeral source port: they identify the testbed and not the attack.
    """

    protocol: str | None = None
    """Lower case, `tcp`."""

    source_port: int | None = None
    """Only below 1024; a higher one is ephemeral."""

    destination_port: int | None = None

    service: str | None = None
    """Application protocol that the source recognised, lower case, `dns`."""

    state: State | None = None

    duration_us: int | None = None
    """Microseconds, three significant digits."""

    sent_packets: int | None = None
    """From the originator."""

    sent_bytes: int | None = None

    received_packets: int | None = None
    """From the responder."""

    received_bytes: int | None = None

    def twin(self) -> "FlowText":
        """The same flow without its time: near-twins are flows for which this is equal."""
        return replace(self, duration_us=None)


_COUNT = r"(?: {way}(?: (?P<{way}_packets>\d+) packets?)?,?(?: (?P<{way}_bytes>\d+) bytes?)?;)?"
_QUESTION = re.compile(
    r"Network flow:"
    r"(?: protocol (?P<protocol>[^;]+);)?"
    r"(?: source port (?P<source_port>\d+);)?"
    r"(?: destination port (?P<destination_port>\d+);)?"
    r"(?: service (?P<service>[^;]+);)?"
    rf"(?: state (?P<state>{'|'.join(STATES)});)?"
    r"(?: duration (?P<duration_us>\d+(?:\.\d+)?) s;)?"
    + _COUNT.format(way="sent")
    + _COUNT.format(way="received")
)
_END = ". Is it Malicious or Benign?"


def render_question(flow: FlowText) -> str:
    """The question about one flow; fields that the source lacks are left out."""
    return f"Network flow: {'; '.join(_clauses(flow))}{_END}"


def parse_question(question: str) -> FlowText:
    """The inverse of `render_question`; raises ValueError if the text is not of the template."""
    body, end, rest = question.partition(_END)
    match = _QUESTION.fullmatch(body + ";")
    if match and end and not rest:
        flow = FlowText(**{name: _value(name, text) for name, text in match.groupdict().items()})
        if render_question(flow) == question:
            return flow
    raise ValueError("the question is not of the E1 template")


def row_hash(question: str) -> str:
    """The first 16 hex digits of the question's SHA-256: equal flows have equal hashes."""
    return hashlib.sha256(question.encode()).hexdigest()[:16]


def _clauses(flow: FlowText) -> Iterator[str]:
    plain = {
        "protocol": flow.protocol,
        "source port": flow.source_port,
        "destination port": flow.destination_port,
        "service": flow.service,
        "state": flow.state,
    }
    yield from (f"{name} {value}" for name, value in plain.items() if value is not None)
    if flow.duration_us is not None:
        yield f"duration {_seconds(flow.duration_us)} s"
    yield from _counts("sent", flow.sent_packets, flow.sent_bytes)
    yield from _counts("received", flow.received_packets, flow.received_bytes)


def _counts(way: str, packets: int | None, size: int | None) -> Iterator[str]:
    counts = [
        f"{value} {unit}{'' if value == 1 else 's'}"
        for value, unit in ((packets, "packet"), (size, "byte"))
        if value is not None
    ]
    if counts:
        yield f"{way} {', '.join(counts)}"


def _seconds(microseconds: int) -> str:
    whole, rest = divmod(microseconds, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def _value(name: str, text: str | None) -> Any:
    if text is None or name in ("protocol", "service", "state"):
        return text
    if name == "duration_us":
        whole, _, rest = text.partition(".")
        return int(whole) * 1_000_000 + int(rest.ljust(6, "0"))
    return int(text)


class E1Meta(Strict):
    """Where a row comes from."""

    source: str = Field(min_length=1)
    """Data set: iot23, cic-ids-2017, unsw-nb15."""

    scenario: str = Field(min_length=1)
    """Capture: a folder of IoT-23, a file of the others."""

    attack_family: str = Field(min_length=1)
    """The source's detailed label in one spelling; NA for benign rows."""

    hash: str = Field(pattern=r"^[0-9a-f]{16}$")
    """`row_hash` of the question."""

    split: Split


class E1Row(Strict):
    """One line of an E1 file."""

    question: str = Field(max_length=400)
    """Of the template, see `render_question`."""

    answer: Answer

    meta: E1Meta

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        parse_question(self.question)
        if self.meta.hash != row_hash(self.question):
            raise ValueError("meta.hash is not the hash of the question")
        if (self.answer == "Benign") != (self.meta.attack_family == NO_FAMILY):
            raise ValueError(f"attack_family must be {NO_FAMILY} for benign rows and only for them")
        return self
