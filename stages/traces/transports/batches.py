"""Message Batches: questions are gathered, sent together, and answered within a day.

    answer -> spool -> noted in the ledger -> created -> named -> ended -> collected

From the note on a batch is found again after any crash, and its questions are not sent twice.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.sections.oracle_runtime import BatchRuntime
from stages.common.errors import PipelineError
from stages.traces.asking.ask import Ask
from stages.traces.budget.budget import Budget
from stages.traces.budget.prices import lifetime
from stages.traces.ledger import batches
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.batches import OpenBatch
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.creating import Creator
from stages.traces.transports.finding import Finder
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes, spent
from stages.traces.transports.patience import patiently
from stages.traces.transports.results import Results
from stages.traces.transports.spool import Spool
from stages.traces.transports.transport import Pay, Unanswered
from stages.traces.transports.waiters import Waiters, Waiting
from stages.traces.transports.watching import Watch

RETENTION = timedelta(days=29)
"""So long the API keeps results: platform.claude.com/docs/en/build-with-claude/batch-processing."""


STUBBORN = 2
"""How many times as often a question goes into a batch as other requests are tried: one that fails
among thousands that do not is no sign that the API is out of reach.
"""


class Batches:
    """Gathers questions into batches."""

    def __init__(
        self,
        lanes: Lanes,
        ledger: Ledger,
        budget: Budget,
        pay: Pay,
        retries: int,
        limits: BatchRuntime,
    ) -> None:
        self._lanes, self._ledger, self._budget = lanes, ledger, budget
        self._pay, self._limits = pay, limits
        self._tries = retries + 1
        self._watch = Watch(limits.poll, retries)
        self._finder = Finder(ledger, self._watch, limits.settle)
        self._waiters = Waiters()
        self._spool: Spool | None = None
        self._added_at = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._created = 0
        self._stopped: PipelineError | None = None

    async def start(self) -> None:
        """Take up the batches of earlier runs: their questions wait for them."""
        for batch in batches.unfinished(self._ledger):
            if datetime.now(UTC) - batch.at > RETENTION:
                await self._lost(batch)
                continue
            lane = self._lane_of(batch)
            keys = batches.items(self._ledger, batch.id)
            self._waiters.expect(keys)
            self._budget.keep(batch.estimate)
            self._background(self._take_up(batch, lane), keys)
        self._background(self._keep_time(), ())

    def stop(self, why: PipelineError) -> None:
        """See Transport. Batches that are sent are left to the API: they take hours."""
        self._stopped = why
        if self._spool:
            self._spool.close()
            self._spool = None
        self._waiters.end(self._waiters.keys, why)

    async def close(self) -> None:
        """Leave the batches to the API; the next run takes them up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._spool:
            self._spool.close()

    async def earlier(self, key: str) -> Answer | None:
        """See Transport."""
        waiting = self._waiters.get(key)
        return (await asyncio.shield(waiting) or self._ledger.answer(key)) if waiting else None

    async def answer(self, ask: Ask, estimate: float) -> Answer:
        """See Transport. A question whose batch brought no answer goes into another one."""
        rounds = STUBBORN * self._tries
        for _ in range(rounds):
            waiting = self._waiters.get(ask.key) or self._add(ask, estimate)
            answer = await asyncio.shield(waiting) or self._ledger.answer(ask.key)
            if answer:
                return answer
        raise Unanswered(f"{rounds} batches brought no answer")

    def _add(self, ask: Ask, estimate: float) -> Waiting:
        if self._stopped:
            raise self._stopped
        self._waiters.expect([ask.key])
        if self._spool is None or not self._spool.add(ask, estimate):
            self._dispatch()
            self._spool = Spool(self._limits, lifetime("batches"), self._ledger.folder)
            self._spool.add(ask, estimate)
        self._added_at = asyncio.get_running_loop().time()
        if self._spool.full:
            self._dispatch()
        waiting = self._waiters.get(ask.key)
        assert waiting
        return waiting

    def _dispatch(self) -> None:
        spool, self._spool = self._spool, None
        if spool:
            self._background(self._send(spool), [item.key for item in spool.items])

    async def _keep_time(self) -> None:
        """Send a batch that is not full once nothing more comes."""
        while True:
            await asyncio.sleep(max(self._limits.linger / 4, 0.01))
            idle = asyncio.get_running_loop().time() - self._added_at
            if self._spool and idle >= self._limits.linger:
                self._dispatch()

    async def _send(self, spool: Spool) -> None:
        try:
            lane = self._next_lane()
            batch = await batches.plan(self._ledger, lane.name, spool.items, spool.estimate)
            name = await Creator(self._ledger, self._lanes, self._finder, self._tries).create(
                batch, spool, lane
            )
        finally:
            spool.close()
        await self._finish(batch, name, lane)

    async def _take_up(self, batch: OpenBatch, lane: Lane) -> None:
        try:
            await self._finish(batch, batch.name or await self._finder.find(batch, lane), lane)
        finally:
            self._budget.release(batch.estimate)

    async def _finish(self, batch: OpenBatch, name: str | None, lane: Lane) -> None:
        if name is None:
            await batches.end(self._ledger, batch.id, "absent")
        elif await self._watch.ended(name, lane) is None:
            await self._lost(batch)
        else:
            refused = await self._collect(batch, name, lane)
            await batches.end(self._ledger, batch.id, "collected")
            for key, error in refused.items():
                self._waiters.fail(key, error)

    async def _lost(self, batch: OpenBatch) -> None:
        await batches.end(self._ledger, batch.id, "lost")
        self._budget.pay(batch.estimate)

    async def _collect(
        self, batch: OpenBatch, name: str, lane: Lane
    ) -> Mapping[str, PipelineError]:
        results = Results(batches.items(self._ledger, batch.id), self._ledger)

        async def once() -> None:
            async for answers in results.collect(lane.client, name):
                for answer in answers:
                    self._pay(answer)
                    self._waiters.settle(answer.key, answer)

        await patiently(lane, self._tries, once)
        return results.refused

    def _background(self, work: Coroutine[Any, Any, None], keys: Iterable[str]) -> None:
        """Run in the background; in the end nobody waits for these questions any more."""

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            if not task.cancelled():
                self._waiters.end(keys, task.exception())

        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(ended)

    def _next_lane(self) -> Lane:
        """Keys take turns."""
        lanes = [lane for lane in self._lanes if not lane.closed]
        if not lanes:
            raise spent(list(self._lanes))
        self._created += 1
        return lanes[self._created % len(lanes)]

    def _lane_of(self, batch: OpenBatch) -> Lane:
        for lane in self._lanes:
            if lane.name == batch.lane:
                return lane
        raise PipelineError(
            f"an earlier run sent a batch with the key {batch.lane}; its answers are yet to be "
            "collected with it",
            where="runtime.oracle.keys",
            fix=f"add {batch.lane}",
        )
