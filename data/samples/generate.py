"""Write the synthetic sources of the test release. The same bytes each time and everywhere.

    python data/samples/generate.py            # beside this file
    python data/samples/generate.py --out DIR

    iot23/Synthetic-…-Capture-N-1/bro/conn.log.labeled[.gz]    Zeek, IoT-23 and newer layout
    cic-ids-2017/Synthetic-….pcap_ISCX.csv                     79 columns; one file 85
    unsw-nb15/Synthetic-UNSW-NB15_1.csv                        raw, 49 columns, no header
    unsw-nb15/Synthetic-UNSW_NB15_{training,testing}-set.csv   partition, 45 columns

No row is taken from a real data set. README.md lists what is wrong on purpose, and where.
"""

import argparse
import struct
from pathlib import Path
from zlib import crc32

import captures
import cic_files
import unsw_files
from iot23 import CAPTURES


def gzip_stored(data: bytes) -> bytes:
    """A gzip file without compression or time: compressors differ between machines.

    RFC 1951, 3.2.4: a block of up to 65,535 bytes is its length, the complement, the bytes.
    """
    chunks = [data[at : at + 65_535] for at in range(0, len(data), 65_535)]
    blocks = b"".join(
        struct.pack("<BHH", at == len(chunks), len(chunk), len(chunk) ^ 0xFFFF) + chunk
        for at, chunk in enumerate(chunks, 1)
    )
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + blocks + struct.pack("<II", crc32(data), len(data))


def files() -> dict[str, bytes]:
    """All files by their path."""
    written: dict[str, bytes] = {}
    for capture in CAPTURES:
        data = captures.log(capture)
        written[f"iot23/{capture.path}"] = gzip_stored(data) if capture.packed else data
    for name, data in cic_files.files().items():
        written[f"cic-ids-2017/{name}"] = data
    for name, data in unsw_files.files().items():
        written[f"unsw-nb15/{name}"] = data
    return written


def main() -> None:
    """Write them below --out."""
    parser = argparse.ArgumentParser(description="Write the synthetic sources of the test release")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out: Path = parser.parse_args().out
    for name, data in files().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{len(data):7,} {name}")


if __name__ == "__main__":
    main()
