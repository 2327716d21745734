"""The feature table of CICFlowMeter, computed from packets so that its columns agree.

Its habits are kept: packet-length statistics count the first packet twice, the SYN count repeats
the forward PSH flag, rates of a flow without duration are Infinity or NaN.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

IDLE = 5_000_000
"""A longer gap between two packets, in microseconds, is idle time."""

HEADER = (
    " Destination Port, Flow Duration, Total Fwd Packets, Total Backward Packets,"
    "Total Length of Fwd Packets, Total Length of Bwd Packets, Fwd Packet Length Max,"
    " Fwd Packet Length Min, Fwd Packet Length Mean, Fwd Packet Length Std,"
    "Bwd Packet Length Max, Bwd Packet Length Min, Bwd Packet Length Mean,"
    " Bwd Packet Length Std,Flow Bytes/s, Flow Packets/s, Flow IAT Mean, Flow IAT Std,"
    " Flow IAT Max, Flow IAT Min,Fwd IAT Total, Fwd IAT Mean, Fwd IAT Std, Fwd IAT Max,"
    " Fwd IAT Min,Bwd IAT Total, Bwd IAT Mean, Bwd IAT Std, Bwd IAT Max, Bwd IAT Min,"
    "Fwd PSH Flags, Bwd PSH Flags, Fwd URG Flags, Bwd URG Flags, Fwd Header Length,"
    " Bwd Header Length,Fwd Packets/s, Bwd Packets/s, Min Packet Length, Max Packet Length,"
    " Packet Length Mean, Packet Length Std, Packet Length Variance,FIN Flag Count,"
    " SYN Flag Count, RST Flag Count, PSH Flag Count, ACK Flag Count, URG Flag Count,"
    " CWE Flag Count, ECE Flag Count, Down/Up Ratio, Average Packet Size,"
    " Avg Fwd Segment Size, Avg Bwd Segment Size, Fwd Header Length,Fwd Avg Bytes/Bulk,"
    " Fwd Avg Packets/Bulk, Fwd Avg Bulk Rate, Bwd Avg Bytes/Bulk, Bwd Avg Packets/Bulk,"
    "Bwd Avg Bulk Rate,Subflow Fwd Packets, Subflow Fwd Bytes, Subflow Bwd Packets,"
    " Subflow Bwd Bytes,Init_Win_bytes_forward, Init_Win_bytes_backward, act_data_pkt_fwd,"
    " min_seg_size_forward,Active Mean, Active Std, Active Max, Active Min,Idle Mean, Idle Std,"
    " Idle Max, Idle Min, Label"
)
ADDRESS_HEADER = "Flow ID, Source IP, Source Port, Destination IP"
"""What the variant with addresses has before the destination port."""

Packet = tuple[int, bool, int]
"""Microseconds since the packet before, whether it goes forward, its payload."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """One flow."""

    port: int
    packets: tuple[Packet, ...]
    label: str
    udp: bool = False
    header: int = 20
    """Bytes of transport header that the tool counts a packet: 20, or 32 with options."""

    windows: tuple[int, int] = (-1, -1)
    """Initial TCP windows; -1 where there is none."""

    psh: bool = False
    duration: int | None = None
    """What the tool says where it is wrong about it."""


def features(flow: Traffic) -> list[str]:
    """The 78 values after which the label comes, as text."""
    times = _times(flow)
    forward = [size for _, ahead, size in flow.packets if ahead]
    backward = [size for _, ahead, size in flow.packets if not ahead]
    sizes = [flow.packets[0][2]] + [size for _, _, size in flow.packets]
    duration = times[-1] if flow.duration is None else flow.duration
    psh, ack = int(flow.psh), int(not flow.udp and not flow.psh and len(times) == 2)
    heads = [flow.header * len(forward), flow.header * len(backward)]
    total, count = sum(forward) + sum(backward), len(times)
    values: list[float] = [flow.port, duration, len(forward), len(backward)]
    values += [sum(forward), sum(backward), *_sizes(forward), *_sizes(backward)]
    values += [_rate(total, duration), _rate(count, duration), *_gaps(times)[1:]]
    values += _gaps([at for at, packet in zip(times, flow.packets, strict=True) if packet[1]])
    values += _gaps([at for at, packet in zip(times, flow.packets, strict=True) if not packet[1]])
    values += [psh, 0, 0, 0, *heads]
    values += [_rate(side, duration) if duration else 0 for side in (len(forward), len(backward))]
    mean, deviation = _mean(sizes), _deviation(sizes)
    values += [min(sizes), max(sizes), mean, deviation, deviation * deviation]
    values += [0, psh, 0, int(not flow.udp and not psh and not ack), ack, 0, 0, 0]
    values += [len(backward) // len(forward), sum(sizes) / count, _mean(forward), _mean(backward)]
    values += [heads[0], 0, 0, 0, 0, 0, 0]
    values += [len(forward), sum(forward), len(backward), sum(backward), *flow.windows]
    values += [sum(size > 0 for size in forward[1:]), flow.header, *_active_and_idle(times)]
    return [text(value) for value in values]


def text(value: float) -> str:
    """Six significant digits or the whole number, and the words of Java for what is no number."""
    if value != value:
        return "NaN"
    if value == float("inf"):
        return "Infinity"
    return format(value, ".6g" if abs(value) < 100_000 else ".0f")


def _times(flow: Traffic) -> list[int]:
    times = [0]
    for gap, _, _ in flow.packets[1:]:
        times.append(times[-1] + gap)
    return times


def _rate(amount: int, duration: int) -> float:
    if duration:
        return amount * 1_000_000 / duration
    return float("inf") if amount else float("nan")


def _mean(values: list[int]) -> float:
    return sum(values) / len(values) if values else 0


def _deviation(values: list[int]) -> float:
    """Of a sample; whole numbers until the last step."""
    count = len(values)
    if count < 2:
        return 0
    spread = count * sum(value * value for value in values) - sum(values) ** 2
    return sqrt(spread / (count * (count - 1)))


def _sizes(sizes: list[int]) -> list[float]:
    return [max(sizes, default=0), min(sizes, default=0), _mean(sizes), _deviation(sizes)]


def _gaps(times: list[int]) -> list[float]:
    """Total, mean, deviation, longest and shortest time between packets."""
    gaps = [later - sooner for sooner, later in pairwise(times)]
    ends = max(gaps, default=0), min(gaps, default=0)
    return [sum(gaps), _mean(gaps), _deviation(gaps), *ends]


def _active_and_idle(times: list[int]) -> list[float]:
    active, idle, start = [], [], times[0]
    for sooner, later in pairwise(times):
        if later - sooner > IDLE:
            active += [sooner - start] if sooner > start else []
            idle.append(later - sooner)
            start = later
    return [value for part in (active, idle) for value in _summary(part)]


def _summary(values: list[int]) -> list[float]:
    ends = max(values, default=0), min(values, default=0)
    return [_mean(values), _deviation(values), *ends]
