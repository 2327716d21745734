"""Concurrent Messages."""

import asyncio
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from stages.common.errors import PipelineError
from stages.traces.asking.ask import Ask
from stages.traces.budget.budget import Budget
from stages.traces.budget.prices import lifetime
from stages.traces.ledger import sends
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.faults import Fault, LaneClosed, Uncertain, explained
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from stages.traces.transports.reading import answer_of
from stages.traces.transports.transport import Pay, Unanswered
from stages.traces.transports.waits import pause

OUTAGE = 60.0
"""Seconds without any answer after which the API counts as out of reach."""

STUBBORN = 5
"""How many times as often a question is tried while others are answered."""


class Messages:
    """Sends each question by itself; what is in flight is in the ledger."""

    def __init__(
        self, lanes: Lanes, ledger: Ledger, budget: Budget, pay: Pay, retries: int
    ) -> None:
        self._lanes, self._ledger, self._budget, self._pay = lanes, ledger, budget, pay
        self._tries = retries + 1
        self._cached = lifetime("messages")

    async def start(self) -> None:
        """Nothing: what was in flight can't be taken up."""

    def stop(self, why: PipelineError) -> None:
        """See Transport."""
        self._lanes.stop(why)

    async def close(self) -> None:
        """Nothing runs in the background."""

    async def earlier(self, key: str) -> Answer | None:
        """None: what was in flight is lost with its run."""
        return None

    async def answer(self, ask: Ask, estimate: float) -> Answer:
        """Ask until there is an answer; see Transport."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type((Fault, LaneClosed)),
            stop=self._is_hopeless,
            wait=pause,
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    return await self._try(ask, estimate)
        except (Fault, LaneClosed) as error:
            raise self._given_up(error) from error
        raise AssertionError("tenacity ends with an answer or an error")

    def _given_up(self, error: Exception) -> Exception:
        if asyncio.get_running_loop().time() - self._lanes.heard_at <= OUTAGE:
            return Unanswered(str(error))
        return PipelineError(
            f"the API gives no answers: {error}",
            fix="nothing paid for is lost; run it again later",
        )

    def _is_hopeless(self, state: RetryCallState) -> bool:
        """After enough tries if nothing comes through, much later if other questions do.

        With a rate limit or a busy API a question may be turned away many times, and is not lost
        for that.
        """
        tries = state.attempt_number
        silent = asyncio.get_running_loop().time() - self._lanes.heard_at > OUTAGE
        return tries >= self._tries * (1 if silent else STUBBORN)

    async def _try(self, ask: Ask, estimate: float) -> Answer:
        lane = await self._lanes.take()
        sent_at = asyncio.get_running_loop().time()
        try:
            return await self._send(ask, estimate, lane)
        except Fault as fault:
            if fault.slow:
                lane.slow(fault, sent_at)
            raise
        except LaneClosed as closed:
            self._lanes.close(lane, str(closed))
            raise
        finally:
            self._lanes.give(lane)

    async def _send(self, ask: Ask, estimate: float, lane: Lane) -> Answer:
        send = await sends.begin(self._ledger, ask, lane.name, estimate)
        try:
            body: Any = ask.sent(self._cached)
            raw = await lane.client.messages.with_raw_response.create(**body)
            answer = answer_of(Item.of(ask), await raw.parse(), "messages")
        except Exception as error:
            raise await self._settle(send, error, ask, estimate, lane) from error
        await sends.answered(self._ledger, send, answer)
        self._pay(answer)
        self._lanes.heard(lane, raw.headers)
        return answer

    async def _settle(
        self, send: int, error: Exception, ask: Ask, estimate: float, lane: Lane
    ) -> Exception:
        fault = explained(error, lane.name, ask.phase)
        if isinstance(fault, Uncertain):
            self._budget.pay(estimate)
            await sends.end(self._ledger, send, "uncertain", fault.what)
        else:
            await sends.end(self._ledger, send, "unpaid", str(fault))
        return fault
