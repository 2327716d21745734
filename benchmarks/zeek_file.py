"""Write a large labelled Zeek log in IoT-23's layout, for benchmarks.

Half of the rows are near-identical scans, as in IoT-23; the other half has random sizes, so that
most of its rows are distinct, which is the harder case for de-duplication.

    python -m benchmarks.zeek_file conn.log.labeled 1000000
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

BATCH = 500_000
HEADER = (
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"
    "#open\t2019-03-15-14-50-49\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\t"
    "proto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\t"
    "missed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\t"
    "tunnel_parents   label   detailed-label\n"
    "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\t"
    "bool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]   string   string\n"
)
COLUMNS = HEADER.splitlines()[6].split("\t")[1:]
ATTACKS = ("PartOfAHorizontalPortScan", "Okiru", "DDoS", "C&C")


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write `rows` flows; about 142 bytes each."""
    rng = np.random.default_rng(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        for start in range(0, rows, BATCH):
            batch = _batch(rng, start, min(BATCH, rows - start))
            batch.write_csv(file, separator="\t", include_header=False, quote_style="never")
        file.write(b"#close\t2019-03-15-14-50-49\n")


def _batch(rng: np.random.Generator, start: int, rows: int) -> pl.DataFrame:
    malicious = rng.random(rows) < 0.7
    scan = malicious & (rng.random(rows) < 0.7)
    waited = rng.random(rows) < 0.5
    duration = np.where(scan, rng.normal(3, 0.1, rows), rng.exponential(5, rows))
    attack = "-   Malicious   " + pl.Series(rng.choice(ATTACKS, rows, p=(0.5, 0.2, 0.2, 0.1)))

    def text(values: object) -> pl.Series:
        return pl.Series(values).cast(pl.String)

    def unless_scan(values: object) -> np.ndarray:
        return np.where(scan, 0, values)

    values = {
        "ts": text(pl.Series(1551000000 + (start + np.arange(rows)) / 100).round(6)),
        "uid": "C" + text(rng.integers(10**15, 10**16, rows)),
        "id.orig_h": pl.repeat("192.168.1.195", rows, eager=True),
        "id.orig_p": rng.integers(32768, 61000, rows),
        "id.resp_h": text(rng.integers(1, 224, rows)) + "." + text(rng.integers(0, 256, rows))
        + ".12.7",
        "id.resp_p": rng.choice([23, 2323, 80, 443, 53, 8080, 81], rows),
        "proto": np.where(rng.random(rows) < 0.8, "tcp", "udp"),
        "service": np.where(scan, "-", rng.choice(["-", "dns", "http", "ssl"], rows)),
        "duration": text(pl.Series(duration).round(6).cast(pl.Decimal(18, 6)))
        .zip_with(pl.Series(~(scan & waited)), pl.repeat("-", rows, eager=True)),
        "orig_bytes": unless_scan(rng.integers(0, 5000, rows)),
        "resp_bytes": unless_scan(rng.integers(0, 50000, rows)),
        "conn_state": np.where(scan, "S0", rng.choice(["SF", "S0", "REJ", "RSTO", "S1"], rows)),
        "local_orig": "-", "local_resp": "-", "missed_bytes": 0, "history": "S",
        "orig_pkts": np.where(scan, rng.integers(1, 4, rows), rng.integers(1, 60, rows)),
        "orig_ip_bytes": 180,
        "resp_pkts": unless_scan(rng.integers(0, 60, rows)),
        "resp_ip_bytes": 0,
        "labels": attack.zip_with(
            pl.Series(malicious), pl.repeat("-   Benign   -", rows, eager=True)
        ),
    }  # fmt: skip
    return pl.DataFrame(values)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
