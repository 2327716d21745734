"""The captures of iot23/: which traffic each holds, and what is wrong with it on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_letters, digits

from draw import Draw
from zeek import Flow, header, row
from zeek_attacks import FAMILIES, SECOND, Net
from zeek_benign import benign

HOUR = 3600 * SECOND
Spoil = Callable[[str], str]
"""Breaks one line; the line is text in latin-1, so that any byte can stand in it."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One folder of iot23/."""

    name: str
    seed: int
    opened: str
    start: int
    """Seconds since 1970 of the first flow."""

    net: Net
    attacks: dict[str, int]
    benign: int
    twins: int = 0
    """Groups of four near-twins for each class."""

    duplicates: int = 0
    """For each class."""

    conflicts: int = 0
    newer: bool = False
    benign_label: str = "Benign"
    parents: tuple[str, ...] = ("-",)
    broken: tuple[tuple[int, Spoil], ...] = ()
    """Line number in the file, counted from 1, and how the line is spoiled."""

    end: str = "\n"
    close: str | None = None
    final_newline: bool = True
    packed: bool = False

    @property
    def path(self) -> str:
        """Below iot23/."""
        return f"{self.name}/bro/conn.log.labeled{'.gz' if self.packed else ''}"


def log(capture: Capture) -> bytes:
    """The whole log, not packed."""
    draw = Draw(capture.seed)
    rows = [row(flow, capture.newer) for flow in flows(capture, draw)]
    lines = header(capture.opened, capture.newer) + rows
    for number, spoil in capture.broken:
        lines[number - 1] = spoil(lines[number - 1])
    lines += [capture.close] if capture.close else []
    text = capture.end.join(lines) + (capture.end if capture.final_newline else "")
    return text.encode("latin-1")


def flows(capture: Capture, draw: Draw) -> list[Flow]:
    """The flows in the order in which they ended, as Zeek writes them."""
    attacks = _dated(draw, _attacks(capture, draw), capture)
    calm = [_calm(capture, draw) for _ in range(capture.benign)]
    calm = _dated(draw, calm, capture, 24 * HOUR)
    repeats: list[Flow] = []
    for stock in (attacks, calm):
        repeats += _near_twins(draw, stock, capture.twins)
        repeats += [_later(draw, draw.pick(stock)) for _ in range(capture.duplicates) if stock]
    repeats += _conflicts(draw, attacks, capture)
    return sorted(attacks + calm + repeats, key=lambda flow: flow.ts + (flow.duration or 0))


def _attacks(capture: Capture, draw: Draw) -> list[Flow]:
    return [
        replace(FAMILIES[family](draw, capture.net), label="Malicious", detail=family)
        for family, count in capture.attacks.items()
        for _ in range(count)
    ]


def _calm(capture: Capture, draw: Draw) -> Flow:
    """A benign flow; in the newer layout also one of the two classes that are neither."""
    flow = replace(benign(draw, capture.net), label=capture.benign_label)
    if not capture.newer:
        return flow
    detail = draw.pick(("(empty)", "(empty)", "Google", "Microsoft", "Cert-Validation"))
    label = draw.weighted({"Benign": 14, "Background": 4, "Unknown": 2})
    known = label == "Benign" and flow.service in ("dns", "http", "ssl")
    return replace(flow, label=label, detail=detail if known else "(empty)")


def _dated(draw: Draw, flows: list[Flow], capture: Capture, span: int = 0) -> list[Flow]:
    """Benign flows over the whole span; attacks, family by family, in bursts of their own."""
    bursts = {flow.detail: draw.integer(HOUR // 4, 20 * HOUR) for flow in flows}
    return [
        replace(
            flow,
            ts=capture.start * SECOND
            + (draw.integer(0, span) if span else _tick(draw, bursts, flow.detail)),
            uid=_uid(draw),
            parents=draw.pick(capture.parents),
        )
        for flow in flows
    ]


def _tick(draw: Draw, bursts: dict[str, int], family: str) -> int:
    bursts[family] += draw.integer(1_000, 45 * SECOND)
    return bursts[family]


def _uid(draw: Draw) -> str:
    """In the form of Zeek's, and marked as synthetic."""
    return "CSyn" + draw.word(ascii_letters + digits, 14)


def _later(draw: Draw, flow: Flow) -> Flow:
    """The same flow again: only the time and the uid differ."""
    return replace(flow, ts=flow.ts + draw.integer(40_000, 900 * SECOND), uid=_uid(draw))


def _near_twins(draw: Draw, stock: list[Flow], groups: int) -> list[Flow]:
    """Three more of a flow: another ephemeral port and time, a slightly other duration."""
    timed = [flow for flow in stock if flow.duration and flow.proto == "tcp"]
    return [
        replace(
            _later(draw, flow),
            orig_p=draw.integer(32768, 60999),
            duration=draw.near(flow.duration or 0),
        )
        for flow in draw.shuffled(timed)[:groups]
        for _ in range(3)
    ]


def _conflicts(draw: Draw, attacks: list[Flow], capture: Capture) -> list[Flow]:
    """Attacks that occur once more, to the last value, with the benign label."""
    detail = "(empty)" if capture.newer else "-"
    timed = [flow for flow in attacks if flow.duration]
    return [
        replace(_later(draw, flow), label=capture.benign_label, detail=detail)
        for flow in draw.shuffled(timed)[: capture.conflicts]
    ]
