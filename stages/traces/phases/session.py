"""A session with the API: ledger, keys, transport and budget, opened and closed together."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import OracleRuntime
from stages.traces.budget.budget import Budget
from stages.traces.budget.estimator import Estimator
from stages.traces.budget.spending import spent
from stages.traces.ledger import accounts, sends
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.ledger import Ledger
from stages.traces.phases.asker import Asker
from stages.traces.transports.batches import Batches
from stages.traces.transports.clients import lanes_of
from stages.traces.transports.lanes import Lanes
from stages.traces.transports.messages import Messages
from stages.traces.transports.preflight import preflight
from stages.traces.transports.transport import Transport


@dataclass(frozen=True)
class Session:
    """What is needed to ask."""

    asker: Asker
    budget: Budget
    ledger: Ledger

    forsaken: int
    """Requests that were in flight when an earlier run died."""


@asynccontextmanager
async def session(
    params: OracleParams, runtime: OracleRuntime, keys: Mapping[str, str], retries: int
) -> AsyncIterator[Session]:
    """Open a session. Raises PipelineError before anything is paid for if it can't work."""
    async with AsyncExitStack() as stack:
        lanes = Lanes(lanes_of(keys, runtime))
        for lane in lanes:
            await stack.enter_async_context(lane.client)
        await preflight(lanes, params.phases, runtime.transport, retries)
        ledger = stack.enter_context(Ledger(Path(runtime.ledger)))
        forsaken = await sends.forsaken(ledger)
        budget = Budget(runtime.budget, spent(ledger.reader, params.models))
        estimator = Estimator(params.models, runtime.transport, accounts.paid(ledger.reader))

        def pay(answer: Answer) -> None:
            budget.pay(estimator.learn(answer))

        transport: Transport = (
            Batches(lanes, ledger, budget, pay, retries, runtime.batch)
            if runtime.transport == "batches"
            else Messages(lanes, ledger, budget, pay, retries)
        )
        stack.push_async_callback(transport.close)
        await transport.start()
        yield Session(Asker(ledger, transport, budget, estimator), budget, ledger, forsaken)
