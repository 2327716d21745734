"""Traces a second: generated, validated, written and counted, beside orjson that only writes them.

    python -m benchmarks.traces                                  100,000 traces, every way
    python -m benchmarks.traces --total 4000000 --only stage --repeat 1
    python -m benchmarks.traces --folder /mnt/large              where the files go

Each run is a process of its own; the best counts. `1` and `2` are shards by one process and by two,
with their start: Python, and the reading and compiling of the domains. `1 warm` and `2 warm` are
the same without it: from the first shard of a process on. `limit` is orjson and write() in one
process, of dicts that are there already. `stage` is all of generate-traces on two: the start, the
figures of the whole set and the publishing too. CPU is of all processes, with their imports. Memory
is the peak of the largest process, and of all together (unique pages of each, sampled).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from benchmarks.memory import Watch
from benchmarks.sample import ROOT
from stages.traces.writing.formats import BATCH, line
from stages.traces.writing.furnish import furnish
from stages.traces.writing.generate import Places, generate
from stages.traces.writing.job import Job, Recipe
from stages.traces.writing.pool import in_processes
from stages.traces.writing.shard import make_shard

SHARD = 10_000
SEED, CREATED_AT = 42, "2026-11-22T00:00:00Z"
WAYS = ("1", "limit", "2", "stage")


class Run(NamedTuple):
    """What one run took."""

    seconds: float
    warm: float | None
    """Seconds for as many traces without the start."""

    cpu: float
    largest: int
    """Bytes of the largest process."""

    together: int
    """Bytes of all processes at one moment."""


def main() -> None:
    """Print a line a way, and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--total", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    parser.add_argument("--only", choices=[way for way in WAYS if way != "limit"])
    parser.add_argument("--folder", type=Path, help="for temporary files; 3.7 kB a trace")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(timed(args.child[0], Path(args.child[1]), job(args.total))))
    else:
        compare(args.total, args.repeat, (args.only,) if args.only else WAYS, args.folder)


def compare(total: int, repeat: int, ways: tuple[str, ...], place: Path | None) -> None:
    """Run the ways in turns, so that a slow minute of the machine hits all."""
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(repeat):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            for way in ways:
                runs[way].append(run(way, Path(folder), total))
            size = written(Path(folder))
            figures = Path(folder, "traces/metadata-v1.json")
            summary = json.loads(figures.read_bytes())["diversity"] if figures.exists() else {}
    print(f"{total:,} traces, {size / 1e9:.2f} GB, {os.cpu_count()} cores")
    best = {way: min(made, key=lambda one: one.seconds) for way, made in runs.items()}
    for way, made in best.items():
        print(row(way, made.seconds, total, made))
        if made.warm:
            print(row(f"{way} warm", made.warm, total))
    if "limit" in best:
        for way in ("1", "2", "stage"):
            print(f"  {way} / limit = {best[way].seconds / best['limit'].seconds:.1f}")
        print(f"  1 / 2 = {best['1'].seconds / best['2'].seconds:.2f}")
    for part in ("summary", "duplicates", "sample"):
        print(f"  {part}: {json.dumps(summary.get(part))}")


def row(way: str, took: float, total: int, made: Run | None = None) -> str:
    """A line of the table."""
    rate = f"  {way:7} {took:8.2f} s {total / took:10,.0f} traces/s"
    if not made:
        return rate
    memory = f"{made.largest / 1e6:5.0f} MB the largest, {made.together / 1e6:5.0f} MB together"
    return f"{rate} {made.cpu:8.2f} s CPU {memory}"


def run(way: str, folder: Path, total: int) -> Run:
    """One way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.traces", "--total", str(total)]
    child = subprocess.Popen(
        [*command, "--child", way, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    with Watch(child.pid) as watch:
        said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{way} failed")
    seconds, warm = json.loads(said)
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, KiB elsewhere
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, warm, cpu, max(usage.ru_maxrss * unit, watch.largest), watch.together)


def job(total: int) -> Job:
    """What all ways write."""
    return Job(Recipe(total, SEED, CREATED_AT), SHARD, "jsonl", furnish)


def written(folder: Path) -> int:
    """Bytes of the traces."""
    places = [place for place in (folder / "1", folder / "2", folder / "traces") if place.exists()]
    return sum(path.stat().st_size for path in places[-1].glob("*[0-9].jsonl"))


def timed(way: str, folder: Path, job: Job) -> tuple[float, float | None]:
    """Seconds of one way, and without its start."""
    if way == "limit":
        return limit(folder), None
    start = time.perf_counter()
    if way == "stage":
        generate(job, Places(folder / "traces", folder / "rejects", folder / "cache"), "v1", 2)
        return time.perf_counter() - start, None
    (folder / way).mkdir()
    shards = range(job.shards)
    moments = list(in_processes(tasks(job, folder / way), len(shards), int(way)))
    return time.perf_counter() - start, without_start(moments, job)


def tasks(job: Job, folder: Path) -> Iterator[Any]:
    """All shards, each told by when and where it was made."""
    return (partial(moment, job, folder, shard) for shard in range(job.shards))


def moment(job: Job, folder: Path, shard: int) -> tuple[int, float, float, int]:
    """Make a shard: process, when it began and ended, and rows."""
    start = time.monotonic()
    rows = make_shard(job, folder, shard).rows
    return os.getpid(), start, time.monotonic(), rows


def without_start(moments: list[tuple[int, float, float, int]], job: Job) -> float | None:
    """Seconds for the total at the rate of all shards but the first one of each process."""
    rate = 0.0
    for process in {moment[0] for moment in moments}:
        warm = sorted(moment[1:] for moment in moments if moment[0] == process)[1:]
        if not warm:
            return None
        rate += sum(rows for *_, rows in warm) / sum(end - start for start, end, _ in warm)
    return job.recipe.total / rate


def limit(folder: Path) -> float:
    """Seconds of orjson and write() for what way 1 wrote; reading it does not count."""
    took = 0.0
    with (folder / "limit.jsonl").open("wb") as target:
        for path in sorted((folder / "1").glob("?????.jsonl")):
            with path.open("rb") as source:
                while batch := [orjson.loads(line) for line in islice(source, BATCH)]:
                    start = time.perf_counter()
                    target.writelines(map(line, batch))
                    took += time.perf_counter() - start
    return took


if __name__ == "__main__":
    main()
