"""Traces a second: generated, validated and written, beside orjson that only writes the same dicts.

    python -m benchmarks.traces                        100,000 traces
    python -m benchmarks.traces --total 4000000        another number

Each run is a process of its own; the best counts. `1` and `2` are shards by one process and by two,
with their start: reading and compiling the domains. `limit` is orjson and write() in one process,
of dicts that are there already. `stage` is all of generate-traces, with the measuring of diversity,
on two. CPU is of all processes, with their imports; memory is the peak of the largest.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.sample import ROOT
from stages.traces.validator.diversity.measure import measure
from stages.traces.writing.formats import BATCH, lines
from stages.traces.writing.furnish import furnish
from stages.traces.writing.generate import Places, generate
from stages.traces.writing.job import Job, Recipe
from stages.traces.writing.pool import make_shards

SHARD = 10_000


def main() -> None:
    """Print a line a way, and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--total", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(seconds(args.child[0], Path(args.child[1]), job(args.total)))
    else:
        compare(args.total, args.repeat)


def compare(total: int, repeat: int) -> None:
    """Run all ways in turns, so that a slow minute of the machine hits all."""
    best: dict[str, float] = {}
    cpu: dict[str, float] = {}
    peak: dict[str, float] = {}
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            for way in ("1", "limit", "2", "stage"):
                took, used, memory = run(way, Path(folder), total)
                best[way] = min(best.get(way, took), took)
                cpu[way] = min(cpu.get(way, used), used)
                peak[way] = max(peak.get(way, 0), memory)
                size = sum(path.stat().st_size for path in (Path(folder) / "1").glob("*.jsonl"))
    print(f"{total:,} traces, {size / 1e9:.2f} GB, {os.cpu_count()} cores")
    for way, took in best.items():
        rate = f"{took:8.2f} s {total / took:10,.0f} traces/s"
        print(f"  {way:6} {rate} {cpu[way]:8.2f} s CPU {peak[way] / 1e6:6.0f} MB")
    for way in ("1", "2", "stage"):
        print(f"  {way} / limit = {best[way] / best['limit']:.1f}")
    print(f"  1 / 2 = {best['1'] / best['2']:.2f}")


def run(way: str, folder: Path, total: int) -> tuple[float, float, int]:
    """Seconds, seconds of CPU, and the peak bytes of the largest process."""
    command = [sys.executable, "-m", "benchmarks.traces", "--total", str(total)]
    child = subprocess.Popen(
        [*command, "--child", way, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    took = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{way} failed")
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, KiB elsewhere
    return float(took), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def job(total: int) -> Job:
    """What all ways write."""
    return Job(Recipe(total, 42, "2026-11-22T00:00:00Z"), SHARD, "jsonl", furnish)


def seconds(way: str, folder: Path, job: Job) -> float:
    """Seconds of one way."""
    if way == "limit":
        return limit(folder)
    start = time.perf_counter()
    if way == "stage":
        places = Places(folder / "traces", folder / "rejects.jsonl", folder / "cache")
        generate(job, places, "v1", 2, measure)
    else:
        (folder / way).mkdir()
        list(make_shards(job, folder / way, list(range(job.shards)), int(way)))
    return time.perf_counter() - start


def limit(folder: Path) -> float:
    """Seconds of orjson and write() for what way 1 wrote; reading it does not count."""
    took = 0.0
    with (folder / "limit.jsonl").open("wb") as target:
        for path in sorted((folder / "1").glob("?????.jsonl")):
            with path.open("rb") as source:
                while batch := [orjson.loads(line) for line in islice(source, BATCH)]:
                    start = time.perf_counter()
                    target.write(lines(batch))
                    took += time.perf_counter() - start
    return took


if __name__ == "__main__":
    main()
