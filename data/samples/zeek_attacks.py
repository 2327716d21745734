"""What infected devices do, one function a detailed label of IoT-23.

All addresses are of the ranges for documentation (RFC 5737, RFC 3849).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from draw import Draw
from zeek import Flow, datagrams, tcp

SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Net:
    """The hosts of one capture."""

    device: str
    control: str
    control_port: int
    gateway: str = "192.0.2.1"
    admin: str = "192.0.2.10"

    def stranger(self, draw: Draw) -> str:
        """Some host of the internet."""
        return f"{draw.pick(('198.51.100', '203.0.113'))}.{draw.integer(2, 254)}"

    def out(self, draw: Draw, host: str, port: int) -> tuple[str, int, str, int]:
        """From the device, from an ephemeral port."""
        return self.device, draw.integer(32768, 60999), host, port


def probe(draw: Draw, ends: tuple[str, int, str, int]) -> Flow:
    """A connection attempt without answer, with or without the usual retries."""
    packets = draw.weighted({1: 3, 2: 2, 3: 5})
    if packets == 1:
        return tcp(ends, "S0", "S", (1, 0), syn=draw.pick((40, 60)))
    waited = {2: draw.integer(990_000, 1_060_000), 3: draw.integer(2_985_000, 3_190_000)}[packets]
    return tcp(ends, "S0", "S", (packets, 0), duration=waited)


def refused(draw: Draw, ends: tuple[str, int, str, int]) -> Flow:
    """A connection attempt that is answered with a reset."""
    return tcp(ends, "REJ", "Sr", (1, 0), (1, 0), draw.integer(900, 290_000))


def banner(draw: Draw, ends: tuple[str, int, str, int]) -> Flow:
    """A short look at an open port."""
    state, history = draw.pick((("SF", "ShAdDaFf"), ("RSTO", "ShAdaR"), ("S1", "ShAda")))
    sent = draw.integer(3, 7), draw.pick((0, 0, 2, 9, 18, 24))
    received = draw.integer(2, 6), draw.pick((12, 21, 24, 39, 43, 58))
    return tcp(ends, state, history, sent, received, draw.integer(90_000, 9 * SECOND))


def port_scan(draw: Draw, net: Net) -> Flow:
    """PartOfAHorizontalPortScan: mostly telnet."""
    ports = {23: 44, 2323: 14, 22: 7, 80: 8, 8080: 7, 81: 5, 443: 4, 5555: 5, 7547: 4, 8443: 2}
    ends = net.out(draw, net.stranger(draw), draw.weighted(ports))
    return draw.weighted({probe: 60, refused: 15, banner: 25})(draw, ends)


def okiru(draw: Draw, net: Net) -> Flow:
    """Okiru: looks for routers with open management services."""
    ports = {37215: 40, 52869: 22, 23: 18, 2323: 8, 80: 6, 8080: 6}
    ends = net.out(draw, net.stranger(draw), draw.weighted(ports))
    return draw.weighted({probe: 65, refused: 17, banner: 18})(draw, ends)


def okiru_attack(draw: Draw, net: Net) -> Flow:
    """Okiru-Attack: the exploit itself, an HTTP request with a command in it."""
    ends = net.out(draw, net.stranger(draw), draw.pick((37215, 52869, 80)))
    sent = draw.integer(5, 9), draw.integer(610, 940)
    received = draw.integer(4, 7), draw.integer(110, 420)
    state, history = draw.pick((("SF", "ShADadFf"), ("S3", "ShADadf"), ("RSTR", "ShADadr")))
    duration = draw.integer(240_000, 6 * SECOND)
    return tcp(ends, state, history, sent, received, duration, service=draw.pick(("http", "-")))


def ddos(draw: Draw, net: Net) -> Flow:
    """DDoS: floods of SYNs, datagrams or requests, and packets that Zeek could not verify."""
    ends = net.device, draw.pick((65279, 40001, 51413)), net.stranger(draw), 80
    kind = draw.weighted({"checksum": 2, "syn": 3, "udp": 3, "http": 3})
    duration = draw.integer(400_000, 95 * SECOND)
    if kind == "checksum":
        return tcp(ends, "OTH", "C", (0, 0))
    if kind == "syn":
        ends = *ends[:3], draw.pick((80, 443, 22, 63798))
        return tcp(ends, "S0", "S", (draw.integer(40, 4200), 0), duration=duration, syn=40)
    if kind == "udp":
        packets = draw.integer(3, 900)
        sent = packets, packets * draw.pick((18, 28, 512, 1400))
        return datagrams((*ends[:3], draw.pick((53, 80, 123, 4500))), sent, duration=duration)
    sent, received = (draw.integer(4, 9), draw.integer(96, 420)), (draw.integer(3, 7), 0)
    return tcp(ends, "RSTR", "ShADar", sent, received, duration // 9, service="http")


def attack(draw: Draw, net: Net) -> Flow:
    """Attack: guesses passwords over telnet or SSH."""
    port = draw.weighted({23: 6, 2323: 2, 22: 3})
    sent = draw.integer(9, 34), draw.integer(31, 290) + (1400 if port == 22 else 0)
    received = draw.integer(8, 36), draw.integer(96, 880) + (1500 if port == 22 else 0)
    endings = {"SF": "ShAdDaFf", "S3": "ShAdDaf", "RSTO": "ShAdDaR", "RSTR": "ShAdDar"}
    state = draw.pick(tuple(endings))
    service = "ssh" if port == 22 else "-"
    ends = net.out(draw, net.stranger(draw), port)
    duration = draw.integer(2 * SECOND, 44 * SECOND)
    return tcp(ends, state, endings[state], sent, received, duration, service=service)


def fetched(draw: Draw, ends: tuple[str, int, str, int], request: int, size: int) -> Flow:
    """A file over HTTP: full segments back, an acknowledgement for most of them."""
    segments = size // 1448 + draw.integer(2, 6)
    acks = segments * draw.integer(60, 105) // 100
    duration = draw.integer(300_000, 900_000) + segments * draw.integer(2_000, 60_000)
    history = draw.pick(("ShADadfF", "ShADadtFf", "ShADadttfF"))
    sent, received = (acks, request), (segments, size)
    flow = tcp(ends, "SF", history, sent, received, duration, service="http")
    return replace(flow, missed=1448 * draw.pick((0, 0, 1, 2, 4)))


def file_download(draw: Draw, net: Net) -> Flow:
    """FileDownload: the next program, by wget or curl."""
    ends = net.out(draw, net.stranger(draw), draw.weighted({80: 5, 8080: 2, 81: 1}))
    return fetched(draw, ends, draw.integer(81, 168), draw.integer(38_000, 152_000))


def control_download(draw: Draw, net: Net) -> Flow:
    """C&C-FileDownload: the same from the command and control server."""
    ends = net.out(draw, net.control, draw.weighted({80: 5, 8080: 1}))
    return fetched(draw, ends, draw.integer(139, 162), draw.integer(30_000, 140_000))


def control(draw: Draw, net: Net) -> Flow:
    """C&C: an IRC channel that is often down; sessions of PING and PONG when it is up."""
    ends = net.out(draw, net.control, net.control_port)
    kind = draw.weighted({"down": 4, "short": 5, "long": 4})
    if kind == "down":
        return probe(draw, ends)
    if kind == "short":
        sent, received = (draw.integer(6, 11), 75), (draw.integer(5, 9), draw.integer(228, 310))
        duration = draw.integer(900_000, 12 * SECOND)
        return tcp(ends, "S3", "ShAdDaf", sent, received, duration, service="irc")
    pings = draw.integer(12, 330)
    duration = pings * draw.integer(88 * SECOND, 93 * SECOND)
    sent, received = (2 * pings, 75 + 13 * pings), (2 * pings - 3, 240 + 13 * pings)
    state, history = draw.pick((("S1", "ShAdDa"), ("OTH", "DdAa"), ("RSTR", "ShAdDar")))
    return tcp(ends, state, history, sent, received, duration, service=draw.pick(("irc", "-")))


def heartbeat(draw: Draw, net: Net) -> Flow:
    """C&C-HeartBeat: a few bytes at a steady pace."""
    ends = net.out(draw, net.control, draw.weighted({8080: 3, 443: 2, 23: 2, 4554: 2}))
    beats = draw.integer(2, 24)
    size = draw.pick((2, 4, 8))
    duration = beats * draw.integer(59 * SECOND, 61 * SECOND)
    state, history = draw.pick((("S1", "ShADad"), ("SF", "ShADadFf"), ("RSTO", "ShADadR")))
    sent, received = (2 * beats + 3, size * beats), (2 * beats + 2, 2 * beats)
    return tcp(ends, state, history, sent, received, duration)


def torii(draw: Draw, net: Net) -> Flow:
    """C&C-Torii: its own encryption over the port of HTTPS."""
    ends = net.out(draw, net.control, draw.weighted({443: 5, 80: 1}))
    sent = draw.integer(7, 15), draw.integer(210, 640)
    received = draw.integer(6, 13), draw.integer(180, 1_900)
    state, history = draw.pick((("SF", "ShADadFf"), ("S1", "ShADad"), ("RSTR", "ShADadr")))
    duration = draw.integer(2 * SECOND, 190 * SECOND)
    return tcp(ends, state, history, sent, received, duration, service=draw.pick(("-", "ssl")))


def external(draw: Draw, net: Net) -> Flow:
    """External-Attack-to-Device: the internet's scanners, from outside."""
    ports = {23: 6, 22: 3, 445: 3, 3389: 2, 8080: 2, 80: 2, 443: 1, 5060: 1, 1433: 1, 6379: 1}
    ends = net.stranger(draw), draw.integer(1_025, 65_000), net.device, draw.weighted(ports)
    return draw.weighted({probe: 5, refused: 4, banner: 4})(draw, ends)


FAMILIES: dict[str, Callable[[Draw, Net], Flow]] = {
    "PartOfAHorizontalPortScan": port_scan,
    "Okiru": okiru,
    "Okiru-Attack": okiru_attack,
    "DDoS": ddos,
    "Attack": attack,
    "FileDownload": file_download,
    "C&C": control,
    "C&C-HeartBeat": heartbeat,
    "C&C-FileDownload": control_download,
    "C&C-Torii": torii,
    "CC": control,
    "External-Attack-to-Device": external,
}
