"""How long the stage sample takes, beside merely reading the same columns of the same file.

    python -m benchmarks.sample                      1 and 10 million rows
    python -m benchmarks.sample --rows 2000000       another size

Each run is a process of its own; best of three. References: pyarrow, polars and duckdb stream the
columns that the reader uses and drop them. Prints times, peak memory and the ratio to the fastest
reference.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
CAPTURE = "CTU-IoT-Malware-Capture-0-1"
READERS = ("pyarrow", "polars", "duckdb")


def main() -> None:
    """Print a table a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    args = parser.parse_args()
    for rows in args.rows:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), rows, args.repeat)


def compare(folder: Path, rows: int, repeat: int) -> None:
    """Run all on one file."""
    log = prepare(folder, rows)
    print(f"\n{rows:,} rows, {log.stat().st_size / 1e9:.2f} GB, {os.cpu_count()} cores")
    best: dict[str, float] = {}
    commands = {name: ["benchmarks.readers", name, str(log)] for name in READERS}
    commands["sample"] = ["stages.sample"]
    for _ in range(repeat):  # in turns, so that a slow minute of the machine hits all
        for name, command in commands.items():
            seconds, peak = run(command, folder)
            best[name] = min(best.get(name, seconds), seconds)
            print(f"  {name:8} {seconds:6.2f} s {peak / 1e6:7.0f} MB", flush=True)
    fastest = min(READERS, key=best.__getitem__)
    ratio = best["sample"] / best[fastest]
    print(f"  sample / {fastest}: {best['sample']:.2f} s / {best[fastest]:.2f} s = {ratio:.2f}")


def prepare(folder: Path, rows: int) -> Path:
    """A folder as after fetch, with the file as its only source."""
    log = folder / "data/raw/iot23" / CAPTURE / "conn.log.labeled"
    run(["benchmarks.zeek_file", str(log), str(rows)], folder)
    name, size = f"{CAPTURE}/{log.name}", log.stat().st_size
    manifest = {"source": "iot23", "files": [{"path": name, "size": size, "sha256": "0" * 64}]}
    path = folder / "data/sources/e1/iot23.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(manifest))
    yaml = YAML(typ="safe")
    params = yaml.load(ROOT / "params.yaml")
    params["sample"]["limit"] = 1800
    yaml.dump(params, folder / "params.yaml")
    return log


def run(command: list[str], folder: Path) -> tuple[float, int]:
    """Seconds and peak resident bytes of `python -m command`, run in `folder`."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, KiB elsewhere
    return seconds, usage.ru_maxrss * unit


if __name__ == "__main__":
    main()
