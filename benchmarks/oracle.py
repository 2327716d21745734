"""The oracle that asks a model, against the test server in a process of its own.

    python -m benchmarks.oracle messages                 4,000 traces, three phases, 200 ms a call
    python -m benchmarks.oracle messages --latency 0     how much of that is the machine
    python -m benchmarks.oracle batch                    100,000 requests in one batch
    python -m benchmarks.oracle batches --total 100000   a set of 100,000 traces through batches

`messages` prints traces a second beside two references in the same run: `bare`, the SDK alone with
as many small requests at the same concurrency, which is a bound; and `one by one`, the SDK with a
request at a time, which is how the earlier system asks. Ratios count; the machine is shared with
the server. Memory is the peak of the process that asks.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anthropic
import orjson

from benchmarks.memory import Watch
from benchmarks.sample import ROOT
from schemas.params import load
from schemas.sections.oracle_runtime import OracleRuntime
from stages.traces.asking.ask import Ask
from stages.traces.asking.prompts import SCHEMAS
from stages.traces.budget.budget import Budget
from stages.traces.ledger.ledger import Ledger
from stages.traces.phases.order import Order
from stages.traces.phases.run import run
from stages.traces.registry.load import load_domains
from stages.traces.transports.batches import Batches
from stages.traces.transports.clients import lanes_of
from stages.traces.transports.lanes import Lanes
from stages.traces.writing.job import Recipe

KEY = "test-key"
CALLS = 2.1
"""Requests a trace: a tenth of a call for its request, one for its plan, one for its judgement."""

SEQUENTIAL = 40
"""Requests that are asked one by one: the rate does not depend on how many."""


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=MEASURED)
    parser.add_argument("--total", type=int, help="traces, or requests of the batch")
    parser.add_argument("--latency", type=float, default=0.2, help="seconds a message takes")
    parser.add_argument("--concurrency", type=int, default=256)
    parser.add_argument("--child", metavar="FOLDER", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.total = args.total or {"messages": 4_000}.get(args.what, 100_000)
    if args.child:
        print(json.dumps(MEASURED[args.what](args, Path(args.child))))
        return
    with served(args.latency if args.what == "messages" else 0.0):
        said, peak = in_child(args)
    print(f"{args.what}: {args.total:,}, {os.cpu_count()} cores with the server on them")
    for name, figure in said.items():
        print(f"  {name:28} {figure:12,.2f}")
    print(f"  {'peak memory, MB':28} {peak / 1e6:12,.0f}")


@contextmanager
def served(latency: float) -> Iterator[None]:
    """The server, and the environment that points to it."""
    command = [sys.executable, "-m", "tests.servers.claude", "--latency", str(latency)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        url = server.stdout.readline().split()[-1]
        os.environ |= {"ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": KEY}
        try:
            yield
        finally:
            server.kill()


def in_child(args: argparse.Namespace) -> tuple[dict[str, float], int]:
    """The figures of a measurement in a process of its own, and its peak memory in bytes."""
    command = [sys.executable, "-m", "benchmarks.oracle", args.what, "--total", str(args.total)]
    command += ["--concurrency", str(args.concurrency), "--latency", str(args.latency)]
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [*command, "--child", folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        with Watch(child.pid) as watch:
            said = child.stdout.read()
        if child.wait() != 0:
            raise SystemExit("failed")
    return json.loads(said), watch.largest


def messages(args: argparse.Namespace, folder: Path) -> dict[str, float]:
    """Traces a second, beside the SDK alone and the SDK one request at a time."""
    order = ordered(args, folder, "messages")
    order_of_start = ordered(args, folder / "start", "messages", total=50)
    run(order_of_start)  # imports, domains, the server's first steps
    start = time.perf_counter()
    result = run(order)
    took = time.perf_counter() - start
    assert result.accepted == args.total, result
    bodies = [request_body(number) for number in range(round(args.total * CALLS))]
    bare = asyncio.run(bare_seconds(bodies, args.concurrency))
    single = asyncio.run(bare_seconds(bodies[:SEQUENTIAL], 1)) / SEQUENTIAL * CALLS
    rate = args.total / took
    return {
        "traces/s": rate,
        "bare SDK, traces/s": args.total / bare,
        "one by one, traces/s": 1 / single,
        "ratio to bare SDK": rate / (args.total / bare),
        "ratio to one by one": rate * single,
    }


def batches(args: argparse.Namespace, folder: Path) -> dict[str, float]:
    """A set through batches."""
    start = time.perf_counter()
    result = run(ordered(args, folder, "batches"))
    took = time.perf_counter() - start
    if result.stopped:
        raise result.stopped
    return {"accepted": result.accepted, "seconds": took, "traces/s": result.accepted / took}


def batch(args: argparse.Namespace, folder: Path) -> dict[str, float]:
    """So many requests in one batch, from the questions to the answers in the ledger."""
    start = time.perf_counter()
    count, size = asyncio.run(one_batch(args, folder))
    took = time.perf_counter() - start
    return {
        "batches": count,
        "body, MB": size / 1e6,
        "seconds": took,
        "a second": args.total / took,
    }


async def one_batch(args: argparse.Namespace, folder: Path) -> tuple[int, int]:
    """Ask all; returns how many batches that took, and bytes of the bodies of requests."""
    runtime, size = runtime_of(args, folder, "batches"), 0
    lanes = Lanes(lanes_of({"ANTHROPIC_API_KEY": KEY}, runtime))
    with Ledger(folder) as ledger:
        transport = Batches(lanes, ledger, Budget(1e6, 0), lambda answer: None, 5, runtime.batch)
        await transport.start()
        asks = (Ask.of("judgement", "Legal", request_body(n)) for n in range(args.total))
        waiting = [asyncio.create_task(transport.answer(ask, 0.001)) for ask in asks]
        size = len(orjson.dumps(request_body(0))) * args.total
        await asyncio.gather(*waiting)
        await transport.close()
        (count,) = ledger.reader.execute("SELECT count(*) FROM batches").fetchone()
        (answers,) = ledger.reader.execute("SELECT count(*) FROM answers").fetchone()
        assert answers == args.total
    for lane in lanes:
        await lane.client.close()
    return count, size


async def bare_seconds(bodies: list[dict[str, Any]], concurrency: int) -> float:
    """Seconds of the SDK alone, so many requests at a time."""
    places = asyncio.Semaphore(concurrency)
    http = anthropic.DefaultAioHttpClient()
    async with anthropic.AsyncAnthropic(max_retries=0, http_client=http) as client:

        async def ask(body: dict[str, Any]) -> None:
            async with places:
                await client.messages.create(**body)

        start = time.perf_counter()
        await asyncio.gather(*map(ask, bodies))
        return time.perf_counter() - start


def request_body(number: int) -> dict[str, Any]:
    """A question of 2.4 kB, so that 100,000 fit into a batch; each another one."""
    return {
        "model": "claude-haiku-5-5",
        "max_tokens": 1000,
        "system": [
            {"type": "text", "text": "<phase>judgement</phase>"},
            {"type": "text", "text": "<domain>Legal</domain>\n" + "Judge with care. " * 60},
        ],
        "messages": [{"role": "user", "content": f"<request>Find contract {number}.</request>"}],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMAS["judgement"]}},
    }


def ordered(args: argparse.Namespace, folder: Path, transport: str, total: int = 0) -> Order:
    """A set of params.yaml's kind, with a ledger in `folder`."""
    params = load(ROOT / "params.yaml")
    recipe = Recipe(total or args.total, 42, params.generate_traces.created_at)
    runtime = runtime_of(args, folder / "ledger", transport)
    return Order(recipe, params.oracle, runtime, params.runtime.retries, load_domains())


def runtime_of(args: argparse.Namespace, ledger: Path, transport: str) -> OracleRuntime:
    """Without a budget that binds, and impatient: the server answers at once."""
    runtime = load(ROOT / "params.yaml").runtime.oracle
    quick = runtime.batch.model_copy(update={"linger": 0.5, "poll": 0.5})
    values = {
        "transport": transport,
        "concurrency": args.concurrency,
        "budget": 1e6,
        "ledger": str(ledger),
        "batch": quick,
    }
    return runtime.model_copy(update=values)


MEASURED = {"messages": messages, "batch": batch, "batches": batches}

if __name__ == "__main__":
    main()
