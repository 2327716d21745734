"""All keys: who sends next, and with which."""

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from stages.common.errors import PipelineError
from stages.traces.transports.lane import Lane


class Lanes:
    """Shares requests among keys, each as wide as its limits allow, first come first served."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = lanes
        self._waiting: deque[asyncio.Future[Lane]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self._stopped: PipelineError | None = None
        self.heard_at = asyncio.get_running_loop().time()
        """When the last answer came, by the clock of the event loop."""

    def __iter__(self) -> Iterator[Lane]:
        return iter(self._lanes)

    async def take(self) -> Lane:
        """A lane with room, counted as used, to be given back.

        Raises PipelineError if all are closed, or there are to be no more.
        """
        future: asyncio.Future[Lane] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._serve()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and not future.exception():
                self.give(future.result())
            raise

    def stop(self, why: PipelineError) -> None:
        """Give no more places; those who wait for one are told why."""
        self._stopped = why
        self._serve()

    def give(self, lane: Lane) -> None:
        """A request is no longer in flight."""
        lane.active -= 1
        self._serve()

    def heard(self, lane: Lane, headers: Mapping[str, str]) -> None:
        """An answer came."""
        self.heard_at = asyncio.get_running_loop().time()
        lane.good(headers)

    def close(self, lane: Lane, why: str) -> None:
        """Send no more with a key."""
        lane.closed = lane.closed or why
        self._serve()

    def _serve(self) -> None:
        if self._stopped:
            self._refuse(self._stopped)
        while self._waiting and (lane := self._widest()):
            future = self._waiting.popleft()
            if not future.done():
                lane.active += 1
                future.set_result(lane)
        if self._waiting:
            self._wake_later()

    def _widest(self) -> Lane | None:
        lane = max(self._lanes, key=lambda one: one.room)
        return lane if lane.room > 0 else None

    def _refuse(self, why: PipelineError) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_exception(why)

    def _wake_later(self) -> None:
        """When a pause ends nobody gives anything back."""
        loop = asyncio.get_running_loop()
        if all(lane.closed for lane in self._lanes):
            self._refuse(spent(self._lanes))
            return
        if self._alarm:
            self._alarm.cancel()
        ends = [lane.free_at for lane in self._lanes if not lane.closed]
        if pauses := [end for end in ends if end > loop.time()]:
            self._alarm = loop.call_at(min(pauses), self._serve)


def spent(lanes: Sequence[Lane]) -> PipelineError:
    """Of keys that are all closed."""
    return PipelineError(
        f"a spend limit is reached: {'; '.join(filter(None, (lane.closed for lane in lanes)))}",
        fix="raise it in the console or add a key to runtime.oracle.keys; nothing paid for is lost",
    )
