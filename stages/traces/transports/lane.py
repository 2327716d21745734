"""One key, and how much may be in flight with it at a time."""

import asyncio
from collections.abc import Mapping

import anthropic

from stages.traces.transports.faults import Fault
from stages.traces.transports.waits import used_up

START = 8
LESS, LEAST = 0.7, 2.0


class Lane:
    """Widens with every answer, narrows when the API says that there is too much.

    It begins like TCP: one more for each answer, which doubles it with every round, until there was
    too much once; from then on one more a round. After a sign of too much, more of them do not
    count until what was in flight then is back.
    """

    def __init__(self, name: str, client: anthropic.AsyncAnthropic, most: int) -> None:
        self.name, self.client = name, client
        self.width = float(min(START, most))
        self.active = 0
        self.closed: str | None = None
        """Why nothing more goes with this key."""

        self.free_at = 0.0
        """By the clock of the event loop."""

        self._most, self._steep = most, True
        self._settled_at = 0.0

    @property
    def room(self) -> int:
        """How many more requests may go now."""
        if self.closed or asyncio.get_running_loop().time() < self.free_at:
            return 0
        return int(self.width) - self.active

    def good(self, headers: Mapping[str, str]) -> None:
        """An answer came."""
        self.width = min(self.width + (1.0 if self._steep else 1.0 / self.width), self._most)
        if wait := used_up(headers):
            self._pause(wait)

    def slow(self, fault: Fault, sent_at: float) -> None:
        """The API says that there is too much, to a request that went at `sent_at`.

        All wait as long as it says. Where it does not say, that request alone does.
        """
        if fault.wait is not None:
            self._pause(fault.wait)
        if sent_at >= self._settled_at:
            self._settled_at = asyncio.get_running_loop().time()
            self.width = min(max(self.width * LESS, LEAST), self._most)
            self._steep = False

    def _pause(self, seconds: float) -> None:
        self.free_at = max(self.free_at, asyncio.get_running_loop().time() + seconds)
