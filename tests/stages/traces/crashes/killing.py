"""Kill `python -m stages.oracle run` at random moments, let it finish, and compare.

    python -m tests.stages.traces.crashes.killing messages --kills 20 --total 120 --seed 1

kill -9 of the process group. A set that was finished before all kills were made is followed by
another one. Prints what the server knows beside what the ledger says.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from stages.traces.phases.order import Order
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.crashes.figures import Figures, account, compare, left_open
from tests.stages.traces.phases.sets import order
from tests.stages.traces.transports.asking import ROOT, claude, params

MISTAKES = {"bad_plans": 0.1, "judge_rejects": 0.05, "missing_requests": 0.1}
SERVERS: dict[str, dict[str, Any]] = {
    "messages": {"latency": 0.05},
    "batches": {"batch_seconds": 0.15, "delay_create": 0.25},
}
RUNTIME: dict[str, Any] = {
    "concurrency": 8,
    "batch": {"settle": 1.0, "poll": 0.05, "linger": 0.1, "requests": 50},
}
LONGEST = 1.5
"""Seconds from a run's first request to its end by a kill, at most."""


def killed(transport: str, kills: int, total: int, folder: Path, seed: int = 0) -> Figures:
    """Kill so often, and finish."""
    figures, chance = Figures(), random.Random(seed)
    while figures.kills < kills:
        place = folder / f"set-{figures.sets}"
        place.mkdir(parents=True)
        _one_set(order(place / "ledger", total, transport, **RUNTIME), figures, kills, chance)
    return figures


def _one_set(of: Order, figures: Figures, kills: int, chance: random.Random) -> None:
    like = {**MISTAKES, "seed": figures.sets}
    with claude(Settings(**like, **SERVERS[of.runtime.transport])) as server:
        while figures.kills < kills and _is_killed(of, server, chance.uniform(0, LONGEST)):
            figures.kills += 1
            figures.interrupted.update(left_open(of))
        with _running(of) as process:
            if process.wait():
                raise AssertionError(_errors(of).read_text())
        account(of, server, figures)
    with claude(Settings(**like)):
        compare(of, figures)


def _is_killed(of: Order, server: ClaudeServer, after: float) -> bool:
    """Whether the run was still at work so many seconds after its first request."""
    before = server.requests.total()
    with _running(of) as process:
        while server.requests.total() == before and process.poll() is None:
            time.sleep(0.005)
        try:
            code = process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    if code:
        raise AssertionError(_errors(of).read_text())
    return False


@contextmanager
def _running(of: Order) -> Iterator["subprocess.Popen[bytes]"]:
    """The command, in a process group of its own."""
    command = [sys.executable, "-m", "stages.oracle", "run", "--params", str(_params(of))]
    with _errors(of).open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        with process:
            yield process


def _errors(of: Order) -> Path:
    return Path(of.runtime.ledger).with_name("errors.txt")


def _params(of: Order) -> Path:
    """The order as a parameter file."""
    values = params().model_dump(mode="json", by_alias=True)
    values["generate_traces"] |= {"total": of.recipe.total, "domains": [*(of.recipe.domains or ())]}
    values["oracle"] = of.params.model_dump(mode="json")
    values["runtime"]["oracle"] = of.runtime.model_dump(mode="json")
    path = Path(of.runtime.ledger).with_name("params.yaml")
    path.write_text(yaml.safe_dump(values))
    return path


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("transport", choices=SERVERS)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--total", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = killed(args.transport, args.kills, args.total, Path(folder), args.seed)
    for name, figure in vars(made).items():
        print(f"{name:12} {figure}")


if __name__ == "__main__":
    main()
