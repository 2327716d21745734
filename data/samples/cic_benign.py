"""The office of CIC-IDS-2017 on a normal day; some of it looks like the attacks."""

from cic_traffic import SECOND, Kind, short, talk, web
from cicflow import Traffic
from draw import Draw

BENIGN = "BENIGN"


def dns(draw: Draw, label: str) -> Traffic:
    """One or two requests to the name server."""
    sizes = draw.integer(29, 60), draw.integer(60, 260)
    packets = short(draw, draw.pick(("fb", "ffbb", "ffffbb")), sizes, (3, 48_000))
    return Traffic(53, packets, label, udp=True, header=draw.pick((20, 32)))


def ntp(draw: Draw, label: str) -> Traffic:
    """Time requests, a minute apart."""
    packets = short(draw, draw.pick(("fb", "fbfb")), (48, 48), (300, 66 * SECOND))
    return Traffic(123, packets, label, udp=True)


def https(draw: Draw, label: str) -> Traffic:
    """Browsing."""
    turns = draw.integer(2, 7)
    return web(draw, label, turns, (40, 900), (90, 9_000), (300, 10 * SECOND), port=443)


def http(draw: Draw, label: str) -> Traffic:
    """A page or two; some as large as the one that the floods ask for."""
    turns, size = draw.integer(1, 3), draw.pick(((200, 4_000), (8_000, 12_000)))
    return web(draw, label, turns, (280, 640), size, (300, 6 * SECOND))


def login(draw: Draw, label: str) -> Traffic:
    """FTP, SSH or mail, with one password."""
    port = draw.pick((21, 22, 25))
    turns = [(draw.integer(10, 90), draw.integer(20, 120)) for _ in range(draw.integer(3, 8))]
    packets = talk(draw, [(0, 41), *turns], (90, 30_000), (4_000, 3 * SECOND))
    return Traffic(port, packets, label, header=32, windows=(29200, 229))


def directory(draw: Draw, label: str) -> Traffic:
    """LDAP, Kerberos, SMB, RPC."""
    port = draw.pick((88, 135, 139, 389, 445, 3268, 49666))
    turns = [(draw.integer(60, 1_500), draw.integer(60, 1_700)) for _ in range(draw.integer(1, 4))]
    return Traffic(port, talk(draw, turns, (20, 900), (90, 90_000)), label, windows=(8192, 8192))


def refused(draw: Draw, label: str) -> Traffic:
    """A closed port."""
    port = draw.pick((80, 443, 445, 3389, 8080, 444, draw.integer(49_000, 62_000)))
    packets = short(draw, draw.pick(("fb", "fbfbfb")), (draw.pick((0, 6)), 6), (20, 510_000))
    return Traffic(port, packets, label, windows=(8192, 0))


def tail(draw: Draw, label: str) -> Traffic:
    """The last packets of a connection that the tool counts as a flow of its own."""
    port = draw.pick((80, 443, 443, draw.integer(49_000, 62_000)))
    sizes = draw.pick((0, 6, 31)), draw.pick((0, 6))
    packets = short(draw, draw.pick(("ff", "fb", "fbbb", "fbf")), sizes, (1, 2_000))
    return Traffic(port, packets, label, windows=(draw.integer(200, 2_100), -1), psh=True)


def upload(draw: Draw, label: str) -> Traffic:
    """Files to a share or a web application, for minutes."""
    turns = [(draw.integer(300, 1_460), draw.pick((0, 6, 90))) for _ in range(draw.integer(4, 24))]
    packets = talk(draw, turns, (400, 60_000), (200_000, 7 * SECOND))
    return Traffic(draw.pick((443, 445, 8080)), packets, label, windows=(8192, 2053))


def at_once(draw: Draw, label: str) -> Traffic:
    """Two packets in the same microsecond: the rates are Infinity, or NaN without payload."""
    packets = short(draw, draw.pick(("ff", "fb")), draw.pick(((6, 6), (0, 0))), (0, 0))
    port, window = draw.integer(49_000, 62_000), draw.integer(99, 8_000)
    return Traffic(port, packets, label, windows=(window, -1))


def backwards(draw: Draw, label: str) -> Traffic:
    """The second packet carries the earlier time: a duration of -1."""
    packets = short(draw, "fb", (6, 6), (-1, -1))
    return Traffic(443, packets, label, windows=(253, -1), duration=-1)


KINDS: dict[Kind, int] = {
    dns: 24, ntp: 7, https: 7, http: 8, login: 6, directory: 5, refused: 12, tail: 14, upload: 4,
}  # fmt: skip


def benign(draw: Draw) -> Traffic:
    """Any of them."""
    return draw.weighted(KINDS)(draw, BENIGN)
