"""UNSW-NB15 records: one flow, as a line of the raw files or of the partitions."""

from dataclasses import dataclass

PARTITION_HEADER = (
    "id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,sttl,dttl,sload,dload,sloss,dloss,"
    "sinpkt,dinpkt,sjit,djit,swin,stcpb,dtcpb,dwin,tcprtt,synack,ackdat,smean,dmean,trans_depth,"
    "response_body_len,ct_srv_src,ct_state_ttl,ct_dst_ltm,ct_src_dport_ltm,ct_dst_sport_ltm,"
    "ct_dst_src_ltm,is_ftp_login,ct_ftp_cmd,ct_flw_http_mthd,ct_src_ltm,ct_srv_dst,"
    "is_sm_ips_ports,attack_cat,label"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One flow as Argus and Bro saw it; what is not here follows from it."""

    proto: str
    state: str
    sent: tuple[int, int]
    """Packets and bytes, headers included, as for `received`."""

    received: tuple[int, int]
    duration: int
    """Microseconds."""

    ttl: tuple[int, int, int]
    """sttl, dttl, ct_state_ttl: they give the class away, as in the real data."""

    category: str
    """attack_cat in the spelling of the partitions, Normal for label 0."""

    service: str = "-"
    ports: tuple[str, str] = ("0", "0")
    loss: tuple[int, int] = (0, 0)
    jitter: tuple[int, int] = (0, 0)
    """Microseconds, as for `handshake` (synack, ackdat)."""

    handshake: tuple[int, int] = (0, 0)
    sequence: tuple[int, int] = (0, 0)
    """Initial sequence numbers."""

    body: int = 0
    """Bytes of an HTTP answer's body."""

    counts: tuple[int, ...] = (1, 1, 1, 1, 1, 1, 1)
    """ct_srv_src, ct_srv_dst, ct_dst_ltm, ct_src_ltm, then per port and pair."""

    @property
    def label(self) -> str:
        """1 for an attack."""
        return str(int(self.category != "Normal"))


def partition_line(flow: Record) -> str:
    """44 columns of a partition: all but the id."""
    srv_src, srv_dst, dst, src, src_port, dst_port, pair = flow.counts
    packets = flow.sent[0] + flow.received[0]
    rate = _number((packets - 1) * 1_000_000 / flow.duration) if flow.duration else "0"
    windows = _windows(flow)
    cells: list[object] = [_micro(flow.duration, 1_000_000), flow.proto, flow.service, flow.state]
    cells += [flow.sent[0], flow.received[0], flow.sent[1], flow.received[1], rate]
    cells += [*flow.ttl[:2], *_loads(flow), *flow.loss, *_gaps(flow), *_jitter(flow)]
    cells += [windows[0], *flow.sequence, windows[1], *_handshake(flow), *_means(flow)]
    cells += [int(flow.service == "http"), flow.body, srv_src, flow.ttl[2], dst, src_port]
    cells += [dst_port, pair, *_ftp(flow), int(flow.service == "http"), src, srv_dst, 0]
    return ",".join(map(str, [*cells, flow.category, flow.label]))


def raw_line(flow: Record, hosts: tuple[str, str], start: int, category: str, sparse: bool) -> str:
    """49 columns of a raw file.

    `sparse` leaves empty what does not apply, as UNSW-NB15_2 to _4 do, with one space for
    ct_ftp_cmd; UNSW-NB15_1 writes zeros.
    """
    http = int(flow.service == "http")
    ftp: tuple[object, object] = _ftp(flow)
    methods: object = http
    if sparse:
        ftp = ftp if flow.service == "ftp" else ("", " ")
        methods = http or ""
    cells: list[object] = [hosts[0], flow.ports[0], hosts[1], flow.ports[1]]
    cells += [flow.proto, flow.state, _micro(flow.duration, 1_000_000)]
    cells += [flow.sent[1], flow.received[1], *flow.ttl[:2], *flow.loss, flow.service]
    cells += [*_loads(flow), flow.sent[0], flow.received[0], *_windows(flow), *flow.sequence]
    cells += [*_means(flow), http, flow.body, *_jitter(flow)]
    cells += [start, start + flow.duration // 1_000_000, *_gaps(flow), *_handshake(flow)]
    cells += [0, flow.ttl[2], methods, *ftp, *flow.counts, category, flow.label]
    return ",".join(map(str, cells))


def _loads(flow: Record) -> list[str]:
    """Bits a second; Argus leaves the last packet out."""
    return [
        _number(size * 8_000_000 * (packets - 1) / packets / flow.duration)
        if packets and flow.duration
        else "0"
        for packets, size in (flow.sent, flow.received)
    ]


def _gaps(flow: Record) -> list[str]:
    """Mean milliseconds between packets."""
    return [
        _number(flow.duration / 1000 / (packets - 1)) if packets > 1 else "0"
        for packets, _ in (flow.sent, flow.received)
    ]


def _windows(flow: Record) -> list[int]:
    """Argus writes 255 for each side of a TCP flow that was heard."""
    return [
        255 * (flow.proto == "tcp" and packets > 0) for packets, _ in (flow.sent, flow.received)
    ]


def _means(flow: Record) -> list[int]:
    return [
        (2 * size + packets) // (2 * packets) if packets else 0
        for packets, size in (flow.sent, flow.received)
    ]


def _jitter(flow: Record) -> list[str]:
    return [_micro(value, 1000) for value in flow.jitter]


def _handshake(flow: Record) -> list[str]:
    return [_micro(value, 1_000_000) for value in (sum(flow.handshake), *flow.handshake)]


def _ftp(flow: Record) -> tuple[int, int]:
    return (1, 1) if flow.service == "ftp" else (0, 0)


def _micro(value: int, unit: int) -> str:
    return f"{value / unit:.6f}".rstrip("0").rstrip(".")


def _number(value: float) -> str:
    """Up to six decimals, ten digits."""
    whole = len(str(int(value)))
    return f"{value:.{max(0, min(6, 10 - whole))}f}".rstrip("0").rstrip(".") if value else "0"
