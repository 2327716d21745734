"""Conversations of CIC-IDS-2017's labels, packet by packet."""

from collections.abc import Callable

from cicflow import Packet, Traffic
from draw import Draw

SECOND = 1_000_000
Kind = Callable[[Draw, str], Traffic]


def talk(
    draw: Draw,
    turns: list[tuple[int, int]],
    fast: tuple[int, int],
    slow: tuple[int, int],
    acks: bool = True,
) -> tuple[Packet, ...]:
    """Handshake, then turns of (bytes forward, bytes back) with a pause before each, then FIN.

    `fast` bounds the time between the packets of a turn, `slow` the pause.
    """
    packets: list[Packet] = [(0, True, 0), (draw.integer(*fast), False, 0), (3, True, 0)]
    for asked, answered in turns:
        packets += _segments(draw, asked, True, slow, fast)
        packets += _segments(draw, answered, False, fast, (1, 160))
        packets += [(draw.integer(1, 90), True, 0)] if acks and answered else []
    return (*packets, (draw.integer(*fast), True, 0), (draw.integer(*fast), False, 0))


def _segments(
    draw: Draw, size: int, ahead: bool, first: tuple[int, int], other: tuple[int, int]
) -> list[Packet]:
    parts = [1460] * (size // 1460) + ([size % 1460] if size % 1460 else [])
    return [
        (draw.integer(*(first if number == 0 else other)), ahead, part)
        for number, part in enumerate(parts)
    ]


def short(
    draw: Draw, shape: str, sizes: tuple[int, int], gap: tuple[int, int]
) -> tuple[Packet, ...]:
    """A few packets of one size a direction; `shape` is a text such as `fbb`."""
    return tuple(
        (draw.integer(*gap) if number else 0, way == "f", sizes[way == "b"])
        for number, way in enumerate(shape)
    )


def web(
    draw: Draw, label: str, turns: int, asked: tuple[int, int], answered: tuple[int, int],
    pause: tuple[int, int], port: int = 80,
) -> Traffic:  # fmt: skip
    """Requests over one connection."""
    pairs = [(draw.integer(*asked), draw.integer(*answered)) for _ in range(turns)]
    packets = talk(draw, pairs, (40, 31_000), pause)
    windows = draw.pick((29200, 8192, 253)), draw.pick((235, 252, 28960, 61))
    return Traffic(port, packets, label, header=32, windows=windows)


def attempted(draw: Draw, label: str, port: int = 80) -> Traffic:
    """An attack's connection in which nothing is sent forward."""
    wait = draw.pick(((40, 900), (4 * SECOND, 6 * SECOND)))
    packets = short(draw, draw.pick(("fb", "ffbf", "fbf")), (0, 0), wait)
    return Traffic(port, packets, label, header=32, windows=(29200, 28960))


def slowloris(draw: Draw, label: str) -> Traffic:
    """Header lines, one at a time."""
    turns = [(230, 0), *((8, 0) for _ in range(draw.integer(1, 9)))]
    turns += [(0, draw.integer(300, 620))] if draw.chance(50) else []
    packets = talk(draw, turns, (90, 2_000), (SECOND, 15 * SECOND), acks=False)
    return Traffic(80, packets, label, header=32, windows=(29200, 28960))


def slowhttptest(draw: Draw, label: str) -> Traffic:
    """A request that never ends."""
    turns = [(draw.integer(280, 366), 0)]
    turns += [(draw.integer(9, 68), 0) for _ in range(draw.integer(2, 7))]
    packets = talk(draw, turns, (200, 900_000), (2 * SECOND, 20 * SECOND), acks=False)
    return Traffic(80, packets, label, header=32, windows=(29200, 235))


def hulk(draw: Draw, label: str) -> Traffic:
    """One request with a random address, one page of nearly always the same size."""
    return web(draw, label, 1, (300, 420), (11_590, 11_607), (300, 90_000))


def goldeneye(draw: Draw, label: str) -> Traffic:
    """Requests with keep-alive."""
    turns, pause = draw.integer(1, 4), (SECOND, 6 * SECOND)
    return web(draw, label, turns, (330, 510), (3_400, 11_700), pause)


def heartbleed(draw: Draw, label: str) -> Traffic:
    """One long connection of heartbeats, each answered with kilobytes."""
    turns = [(draw.integer(4, 9), 16_384) for _ in range(draw.integer(60, 90))]
    packets = talk(draw, turns, (90, 30_000), (SECOND, 2 * SECOND))
    return Traffic(444, packets, label, header=32, windows=(229, 235))


def ftp_patator(draw: Draw, label: str) -> Traffic:
    """Password after password; also the tail of a connection."""
    if draw.chance(30):
        packets = short(draw, draw.pick(("ff", "ffb")), (draw.integer(10, 16), 0), (3, 240))
        return Traffic(21, packets, label, header=32, windows=(229, -1), psh=True)
    turns = [(draw.integer(10, 16), draw.integer(23, 34)) for _ in range(draw.integer(3, 7))]
    packets = talk(draw, [(0, 20), *turns], (90, 40_000), (40_000, 3 * SECOND))
    return Traffic(21, packets, label, header=32, windows=(29200, 227))


def ssh_patator(draw: Draw, label: str) -> Traffic:
    """Key exchange and up to six passwords."""
    turns = [(21, 41), (640, 976), (24, 280), (16, 0), (52, 52), (68, 84)]
    turns += [(draw.pick((84, 100, 148)), 84) for _ in range(draw.integer(1, 5))]
    packets = talk(draw, turns, (200, 45_000), (300_000, 2 * SECOND))
    return Traffic(22, packets, label, header=32, windows=(29200, 247))


def web_attack(draw: Draw, label: str) -> Traffic:
    """Forms with passwords, scripts or SQL in them."""
    turns = draw.integer(1, 3) if "Sql" in label else draw.integer(1, 22)
    return web(draw, label, turns, (360, 610), (900, 2_400), (30_000, 4 * SECOND))


def infiltration(draw: Draw, label: str) -> Traffic:
    """What the downloaded program sends home."""
    turns = [(draw.integer(300, 1_177), draw.pick((0, 6))) for _ in range(draw.integer(2, 30))]
    packets = talk(draw, turns, (400, 60_000), (200_000, 7 * SECOND))
    return Traffic(444, packets, label, windows=(8192, draw.integer(900, 4_000)))


def bot(draw: Draw, label: str) -> Traffic:
    """Ares: asks its server for orders."""
    if draw.chance(25):
        packets = short(draw, draw.pick(("fb", "ffb")), (6, 6), (30, 90))
        port = draw.pick((8080, draw.integer(51_000, 55_000)))
        return Traffic(port, packets, label, windows=(237, 256))
    turns = [(draw.integer(190, 210), draw.integer(128, 140)) for _ in range(draw.integer(1, 3))]
    packets = talk(draw, turns, (4, 900), (400, 90_000))
    return Traffic(8080, packets, label, windows=(8192, 237))


def ddos(draw: Draw, label: str) -> Traffic:
    """LOIC: 20 bytes and the page, or only keep-alives."""
    if draw.chance(30):
        packets = short(draw, "f" * draw.integer(3, 6), (6, 0), (300, 3 * SECOND))
        return Traffic(80, packets, label, windows=(256, -1))
    page = draw.pick((11_595, 11_601, 11_607))
    packets = talk(draw, [(draw.pick((20, 26)), page)], (2, 900), (100, 2 * SECOND))
    return Traffic(80, packets, label, windows=(8192, 229))


def port_scan(draw: Draw, label: str) -> Traffic:
    """nmap: a probe and a reset; open ports get a word more."""
    ports = (21, 22, 25, 80, 139, 443, 445, 554, 1433, 3306, 3389, 5900, 8080, 8888, 49154)
    sizes = draw.pick((0, 2, 2)), draw.pick((6, 6, 0))
    packets = short(draw, draw.pick(("fb", "fb", "fb", "ffb", "fbf")), sizes, (20, 170))
    header, window = draw.pick(((24, 1024), (40, 29200)))
    port = draw.pick((draw.pick(ports), draw.integer(1, 50_000)))
    return Traffic(port, packets, label, header=header, windows=(window, 0))


ATTACKS: dict[str, Kind] = {
    "FTP-Patator": ftp_patator,
    "SSH-Patator": ssh_patator,
    "DoS slowloris": slowloris,
    "DoS Slowhttptest": slowhttptest,
    "DoS Hulk": hulk,
    "DoS GoldenEye": goldeneye,
    "Heartbleed": heartbleed,
    "Infiltration": infiltration,
    "Bot": bot,
    "DDoS": ddos,
    "PortScan": port_scan,
}


def attack(draw: Draw, label: str) -> Traffic:
    """An attack of this label."""
    return ATTACKS.get(label, web_attack)(draw, label)
