"""Zeek connection logs: one flow, and a log in the layout of IoT-23 or in the lab's newer one.

IoT-23 joins the last three columns with three spaces; the newer layout gives each its own tab.
"""

from dataclasses import dataclass, replace

SCHEMA = {
    "ts": "time", "uid": "string", "id.orig_h": "addr", "id.orig_p": "port", "id.resp_h": "addr",
    "id.resp_p": "port", "proto": "enum", "service": "string", "duration": "interval",
    "orig_bytes": "count", "resp_bytes": "count", "conn_state": "string", "local_orig": "bool",
    "local_resp": "bool", "missed_bytes": "count", "history": "string", "orig_pkts": "count",
    "orig_ip_bytes": "count", "resp_pkts": "count", "resp_ip_bytes": "count",
    "tunnel_parents": "set[string]",
}  # fmt: skip
LABEL_COLUMNS = {False: ("label", "detailed-label"), True: ("label", "detailedlabel")}


@dataclass(frozen=True, slots=True)
class Flow:
    """One connection, as Zeek sees it."""

    orig_h: str
    orig_p: int
    resp_h: str
    resp_p: int
    proto: str
    state: str
    history: str
    orig_pkts: int
    orig_ip: int
    resp_pkts: int = 0
    resp_ip: int = 0
    duration: int | None = None
    orig_bytes: int | None = None
    resp_bytes: int | None = None
    service: str = "-"
    missed: int = 0
    parents: str = "-"
    ts: int = 0
    uid: str = ""
    label: str = "Benign"
    detail: str = "-"


def tcp(
    ends: tuple[str, int, str, int],
    state: str,
    history: str,
    sent: tuple[int, int],
    received: tuple[int, int] = (0, 0),
    duration: int | None = None,
    syn: int = 60,
    service: str = "-",
) -> Flow:
    """A TCP flow; `sent` and `received` are (packets, payload bytes)."""
    extra = 20 if ":" in ends[0] else 0
    other = syn if state == "S0" else min(52, syn)
    answer = 40 if state == "REJ" else 60
    flow = Flow(
        *ends,
        proto="tcp",
        state=state,
        history=history,
        orig_pkts=sent[0],
        orig_ip=_ip_bytes(sent, syn + extra, other + extra),
        resp_pkts=received[0],
        resp_ip=_ip_bytes(received, answer + extra, min(52, answer) + extra),
        duration=duration,
        service=service,
    )
    return _with_bytes(flow, sent[1], received[1])


def datagrams(
    ends: tuple[str, int, str, int],
    sent: tuple[int, int],
    received: tuple[int, int] = (0, 0),
    duration: int | None = None,
    proto: str = "udp",
    service: str = "-",
) -> Flow:
    """A UDP flow or an ICMP exchange (whose ports are type and code)."""
    header = 48 if ":" in ends[0] else 28
    udp = proto == "udp"
    flow = Flow(
        *ends,
        proto=proto,
        state=("SF" if received[0] else "S0") if udp else "OTH",
        history=("Dd" if received[0] else "D") if udp else "-",
        orig_pkts=sent[0],
        orig_ip=sent[1] + header * sent[0],
        resp_pkts=received[0],
        resp_ip=received[1] + header * received[0],
        duration=duration,
        service=service,
    )
    return _with_bytes(flow, sent[1], received[1])


def _ip_bytes(sent: tuple[int, int], first: int, other: int) -> int:
    packets, payload = sent
    return payload + first + other * (packets - 1) if packets else 0


def _with_bytes(flow: Flow, sent: int, received: int) -> Flow:
    """Zeek leaves the payload unset where it leaves the duration unset."""
    if flow.duration is None:
        return flow
    return replace(flow, orig_bytes=sent, resp_bytes=received)


def header(opened: str, newer: bool) -> list[str]:
    """The eight lines before the rows."""
    join = "\t" if newer else "   "
    fields = join.join(["\t".join(SCHEMA), *LABEL_COLUMNS[newer]])
    types = join.join(["\t".join(SCHEMA.values()), "string", "string"])
    return [
        "#separator \\x09",
        "#set_separator\t,",
        "#empty_field\t(empty)",
        "#unset_field\t-",
        "#path\tconn",
        f"#open\t{opened}",
        f"#fields\t{fields}",
        f"#types\t{types}",
    ]


def row(flow: Flow, newer: bool) -> str:
    """One line of the log."""
    cells = [_seconds(flow.ts), flow.uid, flow.orig_h, flow.orig_p, flow.resp_h, flow.resp_p]
    cells += [flow.proto, flow.service, _seconds(flow.duration), flow.orig_bytes, flow.resp_bytes]
    cells += [flow.state, *_local(flow, newer), flow.missed, flow.history]
    cells += [flow.orig_pkts, flow.orig_ip, flow.resp_pkts, flow.resp_ip, flow.parents]
    text = "\t".join("-" if cell is None else str(cell) for cell in cells)
    return ("\t" if newer else "   ").join([text, flow.label, flow.detail])


def _local(flow: Flow, newer: bool) -> list[str]:
    """IoT-23 was logged without knowledge of the local networks."""
    if not newer:
        return ["-", "-"]
    return ["T" if host.startswith("192.0.2.") else "F" for host in (flow.orig_h, flow.resp_h)]


def _seconds(microseconds: int | None) -> str:
    if microseconds is None:
        return "-"
    whole, rest = divmod(microseconds, 1_000_000)
    return f"{whole}.{rest:06d}"
