"""The committed sample files, read as bytes."""

import csv
import gzip
import io
import ipaddress
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SETS = ("iot23", "cic-ids-2017", "unsw-nb15")
IOT, CIC, UNSW = (SAMPLES / name for name in SETS)
DOCUMENTATION = [
    ipaddress.ip_network(net)
    for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
JOINED = b"tunnel_parents   label   detailed-label"


def log(name: str) -> bytes:
    folder = IOT / f"Synthetic-{name}" / "bro"
    (path,) = folder.iterdir()
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def logs() -> dict[str, bytes]:
    names = sorted(folder.name.removeprefix("Synthetic-") for folder in IOT.iterdir())
    return {name: log(name) for name in names}


def rows(data: bytes) -> list[list[bytes]]:
    """Cells of the usable rows of a log, with the three last columns apart."""
    found = []
    for line in data.splitlines():
        cells = line.split(b"\t")
        if not line.startswith(b"#") and len(cells) >= 21:
            found.append(cells[:20] + (cells[20:] if len(cells) > 21 else cells[20].split(b"   ")))
    return [cells for cells in found if len(cells) == 23]


def table(name: str) -> bytes:
    (path,) = CIC.glob(f"Synthetic-{name}*.csv")
    return path.read_bytes()


def cells(data: bytes, encoding: str = "latin-1") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding))))


def line(data: bytes, number: int) -> bytes:
    return data.split(b"\n")[number - 1]


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in SETS
        for path in (folder / name).rglob("*")
        if path.is_file()
    }
