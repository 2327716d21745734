"""A local Claude: the Anthropic API as far as our product uses it, for tests.

    with ClaudeServer(Settings(bad_plans=0.1)) as server:
        client = AsyncAnthropic(base_url=server.url, api_key="test-key")

An answer is a pure function of the request's content and the seed. Only what is counted depends on
what came before: usage of the prompt cache, faults (by tries of a content), limits.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any, Self, TypeVar

from tests.servers.claude.app import listening
from tests.servers.claude.ledger import Paid
from tests.servers.claude.settings import Settings
from tests.servers.claude.world import World

Value = TypeVar("Value")


class ClaudeServer:
    """Runs in a thread of its own, with its own event loop, as long as the `with` block."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.url = ""
        self._world = World(self.settings)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        if not self.url:
            raise RuntimeError("the server did not start")
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        if self._world.crashes:
            raise AssertionError("the server has mistakes:\n" + "\n".join(self._world.crashes))

    @property
    def paid(self) -> Paid:
        """What was paid up to now."""
        return self._in_loop(lambda: self._world.ledger.paid())

    @property
    def requests(self) -> Counter[tuple[str, str]]:
        """How often by endpoint, `POST /v1/messages`, and status, `200` or `cut`."""
        return self._in_loop(lambda: Counter(self._world.requests))

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """Bodies of messages and of items of batches, with `Settings.keep_bodies`."""
        return self._in_loop(lambda: [*self._world.bodies])

    def reset(self) -> None:
        """Forget all that happened; the settings stay."""
        self._in_loop(self._world.reset)

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            async with listening(self._world) as self.url:
                self._ready.set()
                await self._over.wait()
        finally:
            self._ready.set()

    def _in_loop(self, what: Callable[[], Value]) -> Value:
        """Do it in the server's thread, as long as that may change what is looked at."""
        if not self._thread.is_alive():
            return what()

        async def do() -> Value:
            return what()

        return asyncio.run_coroutine_threadsafe(do(), self._loop).result()
