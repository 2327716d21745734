"""The product's ways to the API, each opened against the local server and closed again."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest
from tenacity import wait_exponential_jitter

from schemas.params import Params, load
from schemas.sections.oracle_runtime import OracleRuntime
from stages.traces.asking.ask import Ask
from stages.traces.asking.formats import PlannedCalls
from stages.traces.asking.prompts import Prompts
from stages.traces.budget.budget import Budget
from stages.traces.ledger.answer import FIELDS, Answer, of_row
from stages.traces.ledger.ledger import Ledger
from stages.traces.registry.load import load_domains
from stages.traces.transports import waits
from stages.traces.transports.batches import Batches
from stages.traces.transports.clients import lanes_of
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from stages.traces.transports.messages import Messages
from stages.traces.transports.transport import Transport
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings

ROOT = Path(__file__).parents[4]
KEYS: Mapping[str, str] = {"KEY": "test-key"}
POST, CREATE = "POST /v1/messages", "POST /v1/messages/batches"
ESTIMATE = 0.001
SOON = {"linger": 0.02, "poll": 0.01, "settle": 0.05}

Way = TypeVar("Way", bound=Transport)


@cache
def params() -> Params:
    return load(ROOT / "params.yaml")


@contextmanager
def claude(settings: Settings | None = None) -> Iterator[ClaudeServer]:
    """A server that the product's clients speak to; pauses that no header asks for are short."""
    with ClaudeServer(settings) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANTHROPIC_BASE_URL", server.url)
        patch.setenv("ANTHROPIC_API_KEY", KEYS["KEY"])
        brief = wait_exponential_jitter(multiplier=0.01, max=0.1, jitter=0.01)
        patch.setattr(waits, "_growing", brief)
        yield server


def runtime(batch: Mapping[str, Any] | None = None, **changes: Any) -> OracleRuntime:
    """That of params.yaml with changes; batches go, and are looked at, without delay."""
    made = params().runtime.oracle
    limits = made.batch.model_copy(update={**SOON, **(batch or {})})
    return made.model_copy(update={"batch": limits, **changes})


def asks(number: int, model: str = "synthetic", first: int = 0) -> list[Ask]:
    """Questions of the phase judgement, whose answers differ if the judge rejects."""
    phases = params().oracle.phases
    settings = phases.judgement.model_copy(update={"model": model})
    prompts = Prompts(
        load_domains()["Legal"].domain, phases.model_copy(update={"judgement": settings})
    )
    plan = PlannedCalls(calls=[])
    return [
        prompts.judgement(f"Request {n}", "Tuesday, 3 March 2026", plan)
        for n in range(first, first + number)
    ]


@asynccontextmanager
async def lanes(
    keys: Mapping[str, str] = KEYS, settings: OracleRuntime | None = None
) -> AsyncIterator[Lanes]:
    async with AsyncExitStack() as stack:
        made = Lanes(lanes_of(keys, settings or runtime()))
        for lane in made:
            await stack.enter_async_context(lane.client)
        yield made


@asynccontextmanager
async def lane(
    keys: Mapping[str, str] = KEYS, settings: OracleRuntime | None = None
) -> AsyncIterator[Lane]:
    async with lanes(keys, settings) as made:
        yield next(iter(made))


@dataclass(frozen=True)
class Opened(Generic[Way]):
    """A transport and what is around it."""

    lanes: Lanes
    ledger: Ledger
    budget: Budget
    told: list[Answer]
    """The answers that it was said are to be paid."""

    transport: Way


@asynccontextmanager
async def messages(
    folder: Path, keys: Mapping[str, str] = KEYS, retries: int = 5, **changes: Any
) -> AsyncIterator[Opened[Messages]]:
    async with lanes(keys, runtime(**changes)) as made:
        with Ledger(folder) as ledger:
            budget, told = Budget(1000, 0), list[Answer]()
            transport = Messages(made, ledger, budget, told.append, retries)
            yield Opened(made, ledger, budget, told, transport)


@asynccontextmanager
async def batches(
    folder: Path, keys: Mapping[str, str] = KEYS, retries: int = 5, **limits: Any
) -> AsyncIterator[Opened[Batches]]:
    settings = runtime(batch=limits, transport="batches")
    async with AsyncExitStack() as stack:
        made = await stack.enter_async_context(lanes(keys, settings))
        ledger = stack.enter_context(Ledger(folder))
        budget, told = Budget(1000, 0), list[Answer]()
        transport = Batches(made, ledger, budget, told.append, retries, settings.batch)
        stack.push_async_callback(transport.close)
        await transport.start()
        yield Opened(made, ledger, budget, told, transport)


def outcomes(ledger: Ledger) -> Counter[str]:
    """How often a send ended in each way."""
    query = "SELECT outcome, count(*) FROM send_ends GROUP BY outcome"
    return Counter(dict(ledger.reader.execute(query).fetchall()))


def recorded(ledger: Ledger) -> list[Answer]:
    """All answers, in the order in which they came."""
    rows = ledger.reader.execute(f"SELECT {FIELDS} FROM answers ORDER BY id")
    return [of_row(row) for row in rows]


def keys_of(several: Iterable[Ask | Answer]) -> list[str]:
    return sorted(one.key for one in several)


def counted(statuses: Sequence[str], server: ClaudeServer, endpoint: str = POST) -> int:
    return sum(server.requests[endpoint, status] for status in statuses)
