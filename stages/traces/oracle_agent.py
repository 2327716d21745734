"""The oracle that asks a model, as a class for scripts.

    agent = OracleAgent(api_key="...")            # without it, ANTHROPIC_API_KEY
    traces = agent.generate_traces_for_domain("Finance", num_traces=20)

Settings are those of a parameter file: models and prices in `oracle`; budget, transport and ledger
in `runtime.oracle`. Every answer is in the ledger before it is used: to call again with the same
arguments costs nothing, and a script that died goes on where it was.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from schemas.sections.generate_traces import GenerateTracesParams
from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import Runtime
from schemas.trace import GoldTrace
from stages.common.errors import PipelineError
from stages.common.params import load_section
from stages.traces.phases.candidate import Draft
from stages.traces.phases.gathering import Gathering
from stages.traces.phases.order import Order
from stages.traces.phases.session import Session, session
from stages.traces.phases.single import judged, planned, written
from stages.traces.registry.load import load_domains
from stages.traces.transports.keys import load_keys
from stages.traces.writing.choose import chosen
from stages.traces.writing.job import Recipe

KEY = "ANTHROPIC_API_KEY"
MOST_REQUESTS = 50
"""As of `oracle.requests_per_call`."""

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class OracleAgent:
    """Asks a model for traces. Synchronous; inside, many requests are in flight at a time.

    All methods raise PipelineError, with what to do, if the API can't be asked or the budget is
    reached; what was answered until then is in the ledger.
    """

    def __init__(self, api_key: str | None = None, params: Path = Path("params.yaml")) -> None:
        """`api_key` is used instead of the keys that the parameter file names."""
        self._params = load_section(OracleParams, "oracle", params)
        runtime = load_section(Runtime, "runtime", params)
        self._runtime, self._retries = runtime.oracle, runtime.retries
        self._traces = load_section(GenerateTracesParams, "generate_traces", params)
        self._keys = {KEY: api_key} if api_key else load_keys(runtime.oracle.keys)

    def generate_traces_for_domain(self, domain: str, num_traces: int = 1000) -> list[GoldTrace]:
        """Accepted traces of a domain, the six intents in equal shares.

        Fewer than `num_traces`, with a warning in the log, where a request was rejected as often as
        `oracle.attempts` says.
        """
        order = self._order(domain, num_traces)
        gathering = Gathering(order)
        self._do(order, gathering.run)
        traces = gathering.traces()
        if missing := num_traces - len(traces):
            logger.warning("%s: %d of %d traces are not to be had", domain, missing, num_traces)
        return traces

    def generate_user_requests(self, domain: str, num_requests: int = 10) -> list[Draft]:
        """The first phase alone: requests, written in one call."""
        if not 1 <= num_requests <= MOST_REQUESTS:
            raise PipelineError(f"a call writes 1 to {MOST_REQUESTS} requests, not {num_requests}")
        order = self._order(domain, num_requests)
        return self._do(order, lambda opened: written(opened.asker, order))

    def generate_tool_graph(self, draft: Draft) -> GoldTrace:
        """The second phase alone: the trace of a request, `validated` false.

        Raises PipelineError if no plan of the model passes the validator.
        """
        order = self._order(draft.wanted.domain, 1)
        return self._do(order, lambda opened: planned(opened.asker, order, draft))

    def validate_trace(self, trace: GoldTrace) -> tuple[bool, tuple[str, ...]]:
        """The third phase alone: the validator's word, and if it has none the judge's."""
        order = self._order(trace.request.domain, 1)
        return self._do(order, lambda opened: judged(opened.asker, order, trace))

    def _order(self, domain: str, total: int) -> Order:
        domains = load_domains()
        names = chosen([domain], domains)
        recipe = Recipe(total, self._traces.seed, self._traces.created_at, names)
        return Order(recipe, self._params, self._runtime, self._retries, domains)

    def _do(self, order: Order, work: Callable[[Session], Awaitable[Result]]) -> Result:
        """Within a session and an event loop of its own, so that notebooks, which have one, can."""

        async def within() -> Result:
            opened = session(order.params, order.runtime, self._keys, order.retries)
            async with opened as made:
                return await work(made)

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, within()).result()


__all__ = ["Draft", "OracleAgent", "PipelineError"]
