"""The whole set, in passes: every row once, then again what was rejected, with other requests.

A pass ends before the next one begins, so that which rows are asked for again, and which of two
equal requests counts as the repeat, does not depend on the order in which answers come.
"""

import asyncio
from collections.abc import Iterable, Iterator

from stages.traces.phases.asker import Answers
from stages.traces.phases.group import group_outcomes
from stages.traces.phases.outcome import Accepted, Open, Outcome, Rejected, Sink
from stages.traces.phases.repeats import Repeats
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Group, Wanted, grouped


class Passes:
    """Goes through the set."""

    def __init__(self, answers: Answers, shop: Shop, window: int, sink: Sink) -> None:
        """`window` is how many traces are in progress at a time."""
        self._answers, self._shop, self._sink = answers, shop, sink
        self._size = shop.params.requests_per_call
        self._window = max(1, window // self._size)
        self._repeats = Repeats()
        self._rejected: list[Wanted] = []
        self._open = 0

    async def run(self, rows: Iterable[Wanted]) -> tuple[Wanted, ...]:
        """The rows that no attempt filled, in order; after a stop, as far as it came."""
        todo = rows
        for attempt in range(self._shop.params.attempts):
            self._rejected = []
            await self._pass(grouped(todo, self._size, attempt))
            if self._open:
                break
            for one in self._repeats.found():
                self._rejected.append(one)
                self._sink.repeats(one)
            todo = sorted(self._rejected)
            if not todo:
                break
        return tuple(sorted(self._rejected))

    async def _pass(self, groups: Iterator[Group]) -> None:
        places = asyncio.Semaphore(self._window)
        async with asyncio.TaskGroup() as tasks:
            for group in groups:
                await places.acquire()
                tasks.create_task(self._group(group, places))

    async def _group(self, group: Group, places: asyncio.Semaphore) -> None:
        try:
            for outcome in await group_outcomes(self._answers, self._shop, group):
                self._note(outcome)
        finally:
            places.release()

    def _note(self, outcome: Outcome) -> None:
        if isinstance(outcome, Accepted):
            self._repeats.add(outcome)
        elif isinstance(outcome, Rejected):
            self._rejected.append(outcome.wanted)
        elif isinstance(outcome, Open):
            self._open += 1
        self._sink.outcome(outcome)
