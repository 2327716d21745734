"""What healthy devices do, and what others do to them without harm.

On purpose some of it looks like an attack in every single field: unanswered connections, telnet to
a device of the house, large downloads, floods of datagrams from a camera.
"""

from collections.abc import Callable

from draw import Draw
from zeek import Flow, datagrams, tcp
from zeek_attacks import SECOND, Net, banner, fetched, probe, refused


def ntp(draw: Draw, net: Net) -> Flow:
    """A time request; a third stays without answer."""
    ends = net.device, draw.pick((123, draw.integer(32768, 60999))), net.stranger(draw), 123
    if draw.chance(33):
        return datagrams(ends, (1, 48))
    return datagrams(ends, (1, 48), (1, 48), draw.integer(1_900, 290_000))


def dns(draw: Draw, net: Net) -> Flow:
    """A name request to the gateway."""
    asked, size = draw.integer(1, 2), draw.integer(29, 58)
    ends = net.out(draw, net.gateway, 53)
    if draw.chance(18):
        waited = draw.integer(4_990_000, 5_020_000) if asked > 1 else None
        return datagrams(ends, (asked, asked * size), duration=waited, service="dns")
    answer = asked, asked * (size + draw.integer(16, 270))
    duration = draw.integer(480, 68_000)
    return datagrams(ends, (asked, asked * size), answer, duration, service="dns")


def dns6(draw: Draw, net: Net) -> Flow:
    """A name request over IPv6."""
    size = draw.integer(30, 46)
    ends = "2001:db8:23::115", draw.integer(49152, 65000), "2001:db8:23::1", 53
    answer = 1, size + draw.integer(16, 120)
    return datagrams(ends, (1, size), answer, draw.integer(400, 190_000), service="dns")


def neighbour(draw: Draw, net: Net) -> Flow:
    """ICMPv6 neighbour solicitation and advertisement: the ports are type and code 135, 136."""
    ends = "2001:db8:23::115", 135, f"2001:db8:23::{draw.integer(1, 9)}", 136
    return datagrams(ends, (1, 24), proto="icmp")


def segments(draw: Draw, size: int, other: int) -> tuple[int, int]:
    """Packets and bytes: full segments, acknowledgements of the other side's, and the rest."""
    return size // 1448 + other // 2896 + draw.integer(6, 14), size


def tls(draw: Draw, net: Net) -> Flow:
    """A TLS session with the vendor's cloud."""
    asked, size = draw.integer(520, 6_400), draw.integer(3_100, 44_000)
    sent, received = segments(draw, asked, size), segments(draw, size, asked)
    state, history = draw.pick((("SF", "ShADadFf"), ("S1", "ShADad"), ("RSTO", "ShADadR")))
    duration = draw.integer(70_000, 125 * SECOND)
    ends = net.out(draw, net.stranger(draw), draw.weighted({443: 4, 8443: 1}))
    return tcp(ends, state, history, sent, received, duration, service=draw.pick(("ssl", "-")))


def tls6(draw: Draw, net: Net) -> Flow:
    """A TLS session over IPv6."""
    ends = "2001:db8:23::115", draw.integer(49152, 65000), f"2001:db8:80::{draw.pick('6789')}", 443
    asked, size = draw.integer(600, 2_900), draw.integer(3_900, 9_000)
    sent, received = segments(draw, asked, size), segments(draw, size, asked)
    duration = draw.integer(120_000, 9 * SECOND)
    return tcp(ends, "SF", "ShADadFf", sent, received, duration, service="ssl")


def reachable(draw: Draw, net: Net) -> Flow:
    """Opens a connection and closes it, to see whether the cloud is there."""
    sent, received = (draw.integer(4, 5), 0), (draw.integer(2, 3), 0)
    ends = net.out(draw, net.stranger(draw), draw.pick((443, 80)))
    return tcp(ends, "SF", "ShAFf", sent, received, draw.integer(3_400, 11_900))


def poll(draw: Draw, net: Net) -> Flow:
    """A small HTTP request."""
    sent, received = (draw.integer(5, 8), draw.integer(140, 1_900)), (draw.integer(4, 7), 0)
    received = received[0], draw.integer(160, 1_600)
    ends = net.out(draw, net.stranger(draw), draw.weighted({80: 4, 8080: 1}))
    duration = draw.integer(60_000, 3 * SECOND)
    return tcp(ends, "SF", "ShADadfF", sent, received, duration, service="http")


def firmware(draw: Draw, net: Net) -> Flow:
    """A firmware image over HTTP."""
    ends = net.out(draw, net.stranger(draw), draw.weighted({80: 4, 8080: 1}))
    return fetched(draw, ends, draw.integer(96, 210), draw.integer(33_000, 170_000))


def keepalive(draw: Draw, net: Net) -> Flow:
    """MQTT or a chat channel: long, steady, few bytes."""
    ends = net.out(draw, net.stranger(draw), draw.weighted({8883: 3, 1883: 2, 6667: 2, 443: 2}))
    beats = draw.integer(4, 260)
    sent, received = (2 * beats, 33 * beats), (2 * beats - 1, 29 * beats)
    state, history = draw.pick((("S1", "ShADad"), ("OTH", "DdAa"), ("SF", "ShADadFf")))
    return tcp(ends, state, history, sent, received, beats * draw.integer(58 * SECOND, 62 * SECOND))


def administration(draw: Draw, net: Net) -> Flow:
    """Telnet or SSH within the house."""
    port = draw.weighted({23: 5, 22: 3, 2323: 1})
    ends = net.admin, draw.integer(49152, 65000), net.device, port
    if draw.chance(35):
        return draw.pick((probe, refused))(draw, ends)
    sent = draw.integer(10, 90), draw.integer(40, 620) + (1500 if port == 22 else 0)
    received = draw.integer(9, 80), draw.integer(180, 5_200) + (1500 if port == 22 else 0)
    state, history = draw.pick((("SF", "ShAdDaFf"), ("RSTO", "ShAdDaR"), ("S3", "ShAdDaf")))
    service = "ssh" if port == 22 else "-"
    duration = draw.integer(3 * SECOND, 220 * SECOND)
    return tcp(ends, state, history, sent, received, duration, service=service)


def closed_port(draw: Draw, net: Net) -> Flow:
    """A service that is not there (any more)."""
    ports = {80: 5, 443: 5, 8080: 3, 5555: 2, 8443: 2, 6667: 2, 1883: 2, 7547: 1, 81: 1, 23: 1}
    ends = net.out(draw, net.stranger(draw), draw.weighted(ports))
    return draw.weighted({probe: 7, refused: 5})(draw, ends)


def inbound(draw: Draw, net: Net) -> Flow:
    """Noise of the internet that IoT-23 counts as benign."""
    ports = {23: 4, 22: 2, 445: 2, 8080: 2, 80: 2, 2323: 1, 37215: 1, 52869: 1}
    ends = net.stranger(draw), draw.integer(1_025, 65_000), net.device, draw.weighted(ports)
    return draw.weighted({probe: 4, refused: 4, banner: 2})(draw, ends)


def announcement(draw: Draw, net: Net) -> Flow:
    """Looks for devices in the house."""
    packets = draw.pick((2, 4, 6, 12, 24, 48))
    ends = net.device, draw.pick((1900, 49154)), "192.0.2.255", draw.pick((1900, 6667, 137))
    sent = packets, packets * draw.pick((50, 172, 314))
    return datagrams(ends, sent, duration=draw.integer(2, 390 * SECOND))


def camera(draw: Draw, net: Net) -> Flow:
    """A camera's stream of datagrams to a relay, with or without reports back."""
    packets = draw.integer(60, 3_000)
    ends = net.out(draw, net.stranger(draw), draw.pick((53, 80, 443, 4500, 10001)))
    sent = packets, packets * draw.pick((512, 1024, 1400))
    duration = packets * draw.integer(2_000, 33_000)
    reports = (packets // 40, packets // 40 * 52) if draw.chance(50) else (0, 0)
    return datagrams(ends, sent, reports, duration)


def lease(draw: Draw, net: Net) -> Flow:
    """DHCP renewal."""
    ends = net.device, 68, net.gateway, 67
    duration = draw.integer(600, 40_000)
    return datagrams(ends, (1, 300), (1, draw.pick((300, 318))), duration, service="dhcp")


def ping(draw: Draw, net: Net) -> Flow:
    """ICMP echo (type 8, answered by type 0) or unreachable (type 3, code 3)."""
    if draw.chance(35):
        return datagrams((net.device, 3, net.gateway, 3), (1, draw.integer(56, 130)), proto="icmp")
    count = draw.integer(2, 9)
    ends = net.device, 8, net.stranger(draw), 0
    size = count, 56 * count
    duration = (count - 1) * draw.integer(1_000_200, 1_003_000)
    return datagrams(ends, size, size, duration, proto="icmp")


KINDS: dict[Callable[[Draw, Net], Flow], int] = {
    ntp: 8, dns: 12, dns6: 3, neighbour: 1, tls: 14, tls6: 3, reachable: 3, poll: 9, firmware: 6,
    keepalive: 9, administration: 12, closed_port: 14, inbound: 11, announcement: 4, camera: 6,
    lease: 2, ping: 4,
}  # fmt: skip


def benign(draw: Draw, net: Net) -> Flow:
    """Any of them."""
    return draw.weighted(KINDS)(draw, net)
