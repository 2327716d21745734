"""Sets that are asked of the local server, and what came of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from schemas.seal import REJECTED, TRACES, Seal
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from stages.traces.phases.run import Result, run
from stages.traces.phases.wanted import Group, grouped, wanted
from stages.traces.sealing.seal import seal
from tests.sealed_sample import MODEL, sample_order
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import SONNET
from tests.stages.traces.transports.asking import CREATE, POST, SOON

PRICES = {MODEL: SONNET}
"""The server's, the same as those of the orders."""

KEY = "ANTHROPIC_API_KEY"


def order(
    folder: Path,
    total: int = 60,
    transport: str = "messages",
    domains: int = 4,
    batch: Mapping[str, Any] | None = None,
    asked: Mapping[str, Any] | None = None,
    **runtime: Any,
) -> Order:
    """A set whose ledger is in `folder`; `asked` changes the section oracle."""
    made = sample_order(folder)
    names = tuple(made.domains)[:domains]
    limits = made.runtime.batch.model_copy(update={**SOON, **(batch or {})})
    changes = {"transport": transport, "batch": limits, "keys": (KEY,), "budget": 1000, **runtime}
    return replace(
        made,
        recipe=replace(made.recipe, total=total, domains=names),
        params=made.params.model_copy(update=asked or {}),
        runtime=made.runtime.model_copy(update=changes),
    )


def groups(of: Order) -> list[Group]:
    """The groups of the first pass."""
    return [*grouped(wanted(of.quotas), of.params.requests_per_call, 0)]


def same(one: Result, other: Result) -> bool:
    """Whether two runs came to the same; sums are of the same numbers in another order."""
    return replace(one, spent=0.0) == replace(other, spent=0.0) and isclose(one.spent, other.spent)


def finished(of: Order) -> Result:
    """Ask for a set; every trace of it is accounted for."""
    result = run(of)
    assert result.stopped is None
    assert result.open == 0
    assert result.accepted + result.unfilled == of.recipe.total
    return result


class Sealed(NamedTuple):
    """A set that was sealed."""

    seal: Seal
    traces: bytes
    accepted: list[dict[str, Any]]
    rejected: list[dict[str, Any]]


def sealed(of: Order, folder: Path) -> Sealed:
    """Seal a set; no row and no text is there twice, and no row goes missing."""
    with Reading(Path(of.runtime.ledger)) as ledger:
        made = seal(of, ledger, folder)
    accepted, rejected = (pq.read_table(folder / n).to_pylist() for n in (TRACES, REJECTED))
    rows = [row["row"] for row in accepted]
    assert rows == sorted(set(rows))
    assert len({row["text"] for row in accepted}) == len(rows)
    unfilled = set(range(of.recipe.total)) - set(rows)
    assert unfilled <= {row["row"] for row in rejected}
    assert len(unfilled) == sum(cell.traces for cell in made.unfilled)
    return Sealed(made, (folder / TRACES).read_bytes(), accepted, rejected)


def asked_for(server: ClaudeServer) -> int:
    """Requests that may cost something: all but looks at models and batches."""
    return sum(n for (to, _), n in server.requests.items() if to in (POST, CREATE))


def answers(of: Order) -> Counter[str]:
    """How many the ledger has by question."""
    with Reading(Path(of.runtime.ledger)) as ledger:
        rows = ledger.connection.execute("SELECT key, count(*) FROM answers GROUP BY key")
        return Counter(dict(rows.fetchall()))


def uncertain(of: Order) -> Counter[str]:
    """How many sends ended in doubt, by question."""
    query = """SELECT key, count(*) FROM sends JOIN send_ends ON send = id
        WHERE outcome = 'uncertain' GROUP BY key"""
    with Reading(Path(of.runtime.ledger)) as ledger:
        return Counter(dict(ledger.connection.execute(query).fetchall()))
