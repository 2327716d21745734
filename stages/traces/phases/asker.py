"""Answers from the ledger where they are there, from the API where they are not."""

import asyncio
from typing import Protocol

from stages.common.errors import PipelineError
from stages.traces.asking.ask import Ask
from stages.traces.budget.budget import Budget
from stages.traces.budget.estimator import Estimator
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.transport import Transport


class Stopped(Exception):
    """Nothing more is asked in this run."""


class Answers(Protocol):
    """Who answers."""

    async def answer(self, ask: Ask) -> Answer:
        """The answer. Raises Stopped, or Unanswered for this question alone."""
        ...


class Asker:
    """Asks each question once. When something makes asking further pointless, it asks no more.

    What is in flight then is waited for: it is paid for, and an answer that nobody waits for would
    be lost.
    """

    def __init__(
        self, ledger: Ledger, transport: Transport, budget: Budget, estimator: Estimator
    ) -> None:
        self._ledger, self._transport = ledger, transport
        self._budget, self._estimator = budget, estimator
        self._asked: dict[str, asyncio.Future[Answer]] = {}
        self.stopped: PipelineError | None = None
        """Why nothing more is asked."""

    def stop(self, why: PipelineError) -> None:
        """Ask nothing more; the first reason counts."""
        if self.stopped is None:
            self.stopped = why
            self._transport.stop(why)

    def check(self) -> None:
        """Raise the reason, if nothing more is asked."""
        if self.stopped:
            raise self.stopped

    async def answer(self, ask: Ask) -> Answer:
        """See Answers."""
        if known := self._ledger.answer(ask.key):
            return known
        if asked := self._asked.get(ask.key):
            return await asyncio.shield(asked)
        asked = self._asked[ask.key] = asyncio.get_running_loop().create_future()
        try:
            answer = await self._ask(ask)
        except asyncio.CancelledError:
            asked.cancel()
            raise
        except BaseException as error:
            asked.set_exception(error)
            asked.exception()  # perhaps nobody else asks, and asyncio would complain
            raise
        else:
            asked.set_result(answer)
            return answer
        finally:
            del self._asked[ask.key]

    async def _ask(self, ask: Ask) -> Answer:
        self._check()
        estimate = self._estimator.estimate(ask)
        try:
            # Of what an earlier run sent the estimate is set aside already, with its batch.
            if earlier := await self._transport.earlier(ask.key):
                return earlier
            await self._budget.hold(estimate)
            try:
                self._check()
                return await self._transport.answer(ask, estimate)
            finally:
                self._budget.release(estimate)
        except PipelineError as error:
            self.stop(error)
            raise Stopped from error

    def _check(self) -> None:
        if self.stopped:
            raise Stopped
