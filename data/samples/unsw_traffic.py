"""Flows of UNSW-NB15's ten classes."""

from collections.abc import Callable
from dataclasses import replace

from draw import Draw
from unsw import Record

SECOND = 1_000_000
OLD_PROTOCOLS = ("unas", "ospf", "sctp", "pgm", "visa", "chaos", "gre", "sun-nd", "mobile", "rsvp")
ATTACK_TTL = (254, 252, 1)


def tcp(
    draw: Draw, category: str, service: str, port: int, sent: tuple[int, int],
    received: tuple[int, int], ttl: tuple[int, int, int], fast: bool = False, state: str = "FIN",
) -> Record:  # fmt: skip
    """A TCP flow; one within the testbed is a hundred times faster than one through the IXIA."""
    packets = sent[0] + received[0]
    pace = draw.integer(40, 900) if fast else draw.integer(8_000, 120_000)
    duration = pace * packets + draw.integer(0, packets)
    trip = (draw.integer(430, 1_200), draw.integer(90, 190)) if fast else None
    return Record(
        "tcp", state, sent, received, duration, ttl, category, service,
        ports=(str(draw.integer(1024, 65_000)), str(port)),
        loss=(sent[0] // 6, received[0] // 5),
        jitter=(draw.integer(20, duration // 9 + 30), draw.integer(10, duration // 40 + 20)),
        handshake=trip or (draw.integer(5_000, 99_000), draw.integer(12_000, 130_000)),
        sequence=(draw.integer(10**6, 2**32 - 1), draw.integer(10**6, 2**32 - 1)),
        counts=_counts(draw),
    )  # fmt: skip


def _counts(draw: Draw) -> tuple[int, ...]:
    few = [draw.integer(1, 3) for _ in range(4)]
    return draw.integer(1, 12), draw.integer(1, 9), few[0], draw.integer(1, 6), *few[1:]


def oneway(
    draw: Draw, category: str, size: int, proto: str = "udp", service: str = "-", port: int = 0
) -> Record:
    """Two packets without answer, microseconds apart."""
    ports = ("0", "0")
    if proto == "udp":
        ports = str(draw.integer(1024, 65_000)), str(port)
    return Record(
        proto, "INT", (2, size), (0, 0), draw.integer(1, 13), (254, 0, 2), category, service,
        ports=ports, counts=_counts(draw),
    )  # fmt: skip


def dns(draw: Draw, category: str) -> Record:
    """A name request with its answer."""
    size = draw.integer(128, 150)
    return Record(
        "udp", "CON", (2, size), (2, size + 2 * draw.integer(14, 30)), draw.integer(970, 1_300),
        (31, 29, 0), category, "dns", ports=(str(draw.integer(1024, 65_000)), "53"),
        jitter=(draw.integer(5, 30), draw.integer(4, 20)), counts=_counts(draw),
    )  # fmt: skip


def portmap(draw: Draw, category: str) -> Record:
    """A remote procedure call."""
    packets, size = draw.pick((2, 4)), draw.integer(500, 600)
    return Record(
        "udp", "CON", (packets, size), (packets, size // 2 + draw.integer(0, 40)),
        draw.integer(4_700, 90_000), (31, 29, 0), category,
        ports=(str(draw.integer(1024, 65_000)), "111"), counts=_counts(draw),
    )  # fmt: skip


def inside(draw: Draw, category: str) -> Record:
    """Mail, files, logins and pages within the testbed."""
    service, port = draw.pick(
        (("smtp", 25), ("ftp", 21), ("ftp-data", 20), ("ssh", 22), ("http", 80), ("-", 6881),
         ("-", 5190), ("-", 143), ("-", draw.integer(1024, 65_000)))
    )  # fmt: skip
    packets = draw.integer(10, 60)
    sent = packets, packets * draw.integer(54, 130)
    received = packets + draw.integer(0, 4), packets * draw.integer(70, 900)
    flow = tcp(draw, category, service, port, sent, received, (31, 29, 0), fast=True)
    return replace(flow, body=draw.integer(900, 9_000)) if service == "http" else flow


def outside(draw: Draw, category: str) -> Record:
    """Normal traffic through the IXIA: of the attacks' TTL and shape."""
    service, port = draw.pick((("http", 80), ("-", 80), ("-", 445), ("ftp", 21), ("-", 179)))
    packets = draw.pick((10, 10, 12, 14, 20))
    sent = packets, packets * draw.integer(52, 130)
    received = packets - draw.pick((2, 2, 4)), 0
    received = received[0], received[0] * 44 + draw.pick((2, 4, 600, 1_890))
    ttl = draw.pick((ATTACK_TTL, (62, 252, 1)))
    return tcp(draw, category, service, port, sent, received, ttl)


def no_answer(draw: Draw, category: str) -> Record:
    """A connection attempt without answer, or one datagram too many."""
    if draw.chance(40):
        return oneway(draw, category, draw.integer(90, 750) * 2, port=draw.pick((53, 161, 514)))
    packets = draw.integer(2, 8)
    flow = tcp(draw, category, "-", 179, (packets, packets * 45), (0, 0), (254, 0, 6), state="REQ")
    return replace(flow, handshake=(0, 0), sequence=(0, 0), duration=packets * 2_748_122)


def arp(draw: Draw, category: str) -> Record:
    """Who has this address? Often of no measurable duration."""
    duration = draw.pick((0, draw.integer(SECOND, 60 * SECOND)))
    return Record("arp", "INT", (1, 46), (0, 0), duration, (0, 0, 2), category)


def ping(draw: Draw, category: str, ports: tuple[str, str]) -> Record:
    """ICMP echo; Argus writes its type, code and id as hex ports, or none."""
    count = draw.integer(1, 5)
    return Record(
        "icmp", "ECO", (count, 98 * count), (count, 98 * count), draw.integer(90, 4_000_000),
        (62, 252, 1) if category != "Normal" else (31, 29, 0), category, ports=ports,
        counts=_counts(draw),
    )  # fmt: skip


def fuzzers(draw: Draw, category: str) -> Record:
    """Random input."""
    if draw.chance(45):
        return oneway(draw, category, draw.integer(90, 1_400) * 2, port=draw.pick((514, 520, 161)))
    packets = draw.pick((10, 10, 14, 60))
    sent, received = (packets, packets * draw.integer(48, 1_100)), (draw.pick((6, 8)), 0)
    received = received[0], {6: 268, 8: 354}[received[0]]
    return tcp(draw, category, "-", draw.pick((179, 445, 520)), sent, received, ATTACK_TTL)


def reconnaissance(draw: Draw, category: str) -> Record:
    """Probes."""
    if draw.chance(40):
        return oneway(draw, category, draw.pick((84, 104, 128, 168, 186)), port=111)
    sent, received = (10, draw.integer(560, 830)), draw.pick(((6, 268), (8, 354)))
    service, port = draw.pick((("-", 111), ("http", 80), ("-", 22)))
    return tcp(draw, category, service, port, sent, received, ATTACK_TTL)


def exploits(draw: Draw, category: str) -> Record:
    """Against any service."""
    service, port = draw.pick(
        (("http", 80), ("smtp", 25), ("ftp", 21), ("-", 445), ("-", 7080), ("pop3", 110))
    )
    packets = draw.integer(10, 44)
    sent = packets, packets * draw.integer(54, 250)
    answers = draw.integer(6, packets)
    received = answers, answers * draw.pick((44, draw.integer(45, 1_300)))
    return tcp(draw, category, service, port, sent, received, draw.pick((ATTACK_TTL, (62, 252, 1))))


def generic(draw: Draw, category: str) -> Record:
    """Against block ciphers, most of it as name requests of one size."""
    if draw.chance(60):
        return oneway(draw, category, draw.pick((114, 114, 132)), service="dns", port=53)
    return exploits(draw, category)


def rare_protocol(draw: Draw, category: str) -> Record:
    """DoS, Backdoor and Analysis over protocols that nobody uses any more."""
    if draw.chance(55):
        return oneway(draw, category, draw.pick((180, 200, 200)), draw.pick(OLD_PROTOCOLS))
    return exploits(draw, category)


def shellcode(draw: Draw, category: str) -> Record:
    """A short payload to a high port."""
    if draw.chance(50):
        return oneway(draw, category, 2 * draw.integer(60, 130), port=draw.integer(9_000, 40_000))
    sent, received = (10, draw.integer(500, 1_020)), draw.pick(((6, 268), (8, 354)))
    return tcp(draw, category, "-", draw.integer(9_000, 40_000), sent, received, ATTACK_TTL)


def worms(draw: Draw, category: str) -> Record:
    """HTTP requests that carry the worm."""
    sent, received = (10, draw.integer(980, 1_300)), draw.pick(((6, 268), (8, 354)))
    return tcp(draw, category, "http", 80, sent, received, ATTACK_TTL)


ATTACKS: dict[str, Callable[[Draw, str], Record]] = {
    "Fuzzers": fuzzers,
    "Reconnaissance": reconnaissance,
    "Exploits": exploits,
    "Generic": generic,
    "DoS": rare_protocol,
    "Backdoor": rare_protocol,
    "Analysis": rare_protocol,
    "Shellcode": shellcode,
    "Worms": worms,
}
NORMAL: dict[Callable[[Draw, str], Record], int] = {
    dns: 6, portmap: 2, inside: 12, outside: 7, no_answer: 5, arp: 1,
}  # fmt: skip


def attack(draw: Draw, category: str) -> Record:
    """An attack of this category."""
    return ATTACKS[category](draw, category)


def normal(draw: Draw) -> Record:
    """Normal traffic."""
    return draw.weighted(NORMAL)(draw, "Normal")
