"""Small sets that a local Claude was asked for: parameters, ledgers, and what is sealed of them."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from schemas.params import load
from schemas.seal import Seal
from stages.common.params import read_yaml
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from stages.traces.phases.run import Result, run
from stages.traces.registry.load import load_domains
from stages.traces.sealing.seal import seal
from stages.traces.writing.job import Recipe
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings

ROOT = Path(__file__).parents[4]
LEDGER, SEALED = "data/oracle/ledger", "data/oracle/sealed"
DOMAINS = ("Finance", "Legal")
SMALL: Mapping[str, Any] = {
    "generate_traces.total": 40,
    "generate_traces.domains": DOMAINS,
    "generate_traces.sealed": SEALED,
    "oracle.attempts": 2,
    "oracle.corrections": 1,
    "runtime.workers": 1,
    "runtime.retries": 0,
    "runtime.oracle.concurrency": 8,
    "runtime.oracle.ledger": LEDGER,
    "runtime.oracle.batch.linger": 0.02,
    "runtime.oracle.batch.poll": 0.02,
    "runtime.oracle.batch.settle": 0.02,
}
FLAWS: Mapping[str, float] = {
    "bad_plans": 0.3,
    "stubborn": 0.5,
    "judge_rejects": 0.2,
    "missing_requests": 0.5,
    "repeated_texts": 0.7,
}
"""So that rows are corrected, rejected in each phase, repeated, and some not to be had."""


def write_params(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """The repository's parameters for a small set; `changes` by dotted key."""
    values = read_yaml(ROOT / "params.yaml")
    for key, value in {**SMALL, **(changes or {})}.items():
        *places, last = key.split(".")
        section = values
        for place in places:
            section = section[place]
        section[last] = value
    path = folder / "params.yaml"
    path.write_text(json.dumps(values))
    return path


def order_in(folder: Path, changes: Mapping[str, Any] | None = None) -> Order:
    """What those parameters ask for, with the ledger below the folder."""
    params = load(write_params(folder, changes))
    traces, runtime = params.generate_traces, params.runtime
    recipe = Recipe(traces.total, traces.seed, traces.created_at, traces.domains)
    oracle = runtime.oracle.model_copy(update={"ledger": str(folder / runtime.oracle.ledger)})
    return Order(recipe, params.oracle, oracle, runtime.retries, load_domains())


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Where the API says nothing of how long to wait, wait hardly at all."""
    patch.setattr("stages.traces.transports.waits._growing", lambda state: 0.01)


@contextmanager
def asking(server: ClaudeServer, **keys: str) -> Iterator[None]:
    """Whoever asks meanwhile asks this server."""
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        patch.setenv("ANTHROPIC_BASE_URL", server.url)
        for name, key in (keys or {"ANTHROPIC_API_KEY": "test-key"}).items():
            patch.setenv(name, key)
        yield


def fill(order: Order, settings: Settings | None = None) -> Result:
    """Ask a new server for what the ledger lacks."""
    with ClaudeServer(settings or Settings()) as server, asking(server):
        return run(order)


def sealed(order: Order, folder: Path) -> Seal:
    """Seal what the ledger holds."""
    with Reading(Path(order.runtime.ledger)) as ledger:
        return seal(order, ledger, folder)


def write_sealed(folder: Path) -> Seal:
    """The sealed answers of the small set, with flaws; made once a process."""
    folder.mkdir(parents=True)
    for name, data in _sealed_files().items():
        (folder / name).write_bytes(data)
    return Seal.model_validate_json((folder / "seal.json").read_bytes())


@cache
def _sealed_files() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        order = order_in(folder)
        fill(order, Settings(**dict(FLAWS)))
        sealed(order, folder / "sealed")
        return contents(folder / "sealed")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def rows(path: Path) -> list[dict[str, Any]]:
    """Those of a Parquet file."""
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found
