"""Kill generate-traces ten times at random moments, finish it, and compare with a run in peace.

    python -m benchmarks.resume                        200,000 traces, ten kills
    python -m benchmarks.resume --total 400000 --kills 30 --seed 7

kill -9 of the process group: parent and workers at once. Prints a line a kill, and fails if any
finished shard was made again (another inode) or any byte differs.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from benchmarks.sample import ROOT
from benchmarks.traces import CREATED_AT, SEED
from stages.common.files import sha256_file

PARAMS = """\
release: test
generate_traces: {{oracle: template, sealed: nowhere, total: {total}, domains: null, seed: {seed},
  created_at: "{created_at}", shard_size: {size}, format: {format}}}
runtime: {{workers: 2, cache_dir: .cache, retries: 0, timeout: 1}}
"""


def main() -> None:
    """Print what happens; exit code 1 if anything is not as it should be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--total", type=int, default=200_000)
    parser.add_argument("--shard-size", type=int, default=500)
    parser.add_argument("--format", default="jsonl")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the moments")
    args = parser.parse_args()
    values = {"total": args.total, "size": args.shard_size, "format": args.format}
    params = PARAMS.format(**values, seed=SEED, created_at=CREATED_AT)
    print(f"{args.total:,} traces in shards of {args.shard_size}, moments by seed {args.seed}")
    with tempfile.TemporaryDirectory() as folder:
        killed, undisturbed = Path(folder, "killed"), Path(folder, "undisturbed")
        for place in (killed, undisturbed):
            place.mkdir()
            (place / "params.yaml").write_text(params)
        first, took = undisturbed_run(undisturbed)
        print(f"undisturbed: {took:.1f} s, the first shard after {first:.1f} s")
        longest = first + 1.2 * (took - first) / args.kills  # so that work is left for all
        kept = disturbed(killed, args.kills, (first / 3, longest), random.Random(args.seed))
        compare(killed, undisturbed, kept)


def start(folder: Path) -> subprocess.Popen[bytes]:
    """The stage, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "stages.generate_traces"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def undisturbed_run(folder: Path) -> tuple[float, float]:
    """Seconds until the first shard is finished, and of a whole run."""
    begin, first, process = time.perf_counter(), 0.0, start(folder)
    while process.poll() is None:
        time.sleep(0.01)
        if not first and finished(folder):
            first = time.perf_counter() - begin
    if process.returncode != 0:
        raise SystemExit("the stage failed")
    return first, time.perf_counter() - begin


def disturbed(
    folder: Path, kills: int, between: tuple[float, float], chance: random.Random
) -> dict[str, int]:
    """Kill `kills` runs, finish the last one; the inodes of shards that a kill left finished."""
    kept: dict[str, int] = {}
    for number in range(1, kills + 1):
        process = start(folder)
        moment = chance.uniform(*between)
        time.sleep(moment)
        over = process.poll() is not None
        if not over:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        found = finished(folder)
        again = [name for name, inode in kept.items() if found.get(name) != inode]
        if over:
            raise SystemExit(f"the run before kill {number} was done; take a larger total")
        print(f"kill {number:2} after {moment:5.2f} s: {len(found):4} shards finished")
        if again:
            raise SystemExit(f"failed: shards {again} were made again")
        kept = found
    if start(folder).wait() != 0:
        raise SystemExit("the last run failed")
    return kept


def finished(folder: Path) -> dict[str, int]:
    """Inodes of finished shards by number."""
    accounts = sorted((folder / ".cache").glob("traces/*/*.account.json"))
    numbers = [(path.parent, path.name.partition(".")[0]) for path in accounts]
    return {
        number: next(place.glob(f"{number}.[jp][sa]*")).stat().st_ino for place, number in numbers
    }


def compare(killed: Path, undisturbed: Path, kept: dict[str, int]) -> None:
    """Same files, same bytes, and the finished shards are the files that are published."""
    found, wanted = hashes(killed), hashes(undisturbed)
    published = {path.stat().st_ino for path in (killed / "data/traces").iterdir()}
    same, old = found == wanted, set(kept.values()) <= published
    digest = sha256("".join(sorted(found.values())).encode()).hexdigest()[:16]
    print(f"{len(found)} files, the same bytes: {same} ({digest})")
    print(f"{len(kept)} shards that a kill left finished are published as they were: {old}")
    if not (same and old):
        raise SystemExit("failed")


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of all files, the params apart, hidden ones too."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "params.yaml")
    return {path.relative_to(folder).as_posix(): sha256_file(path) for path in paths}


if __name__ == "__main__":
    main()
