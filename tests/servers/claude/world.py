"""All that a server remembers."""

import asyncio
import traceback
from collections import Counter
from itertools import count
from typing import Any

from aiohttp import web

from tests.servers.claude.batches.batch import Batch
from tests.servers.claude.cache import PromptCache
from tests.servers.claude.faults import Faults
from tests.servers.claude.ledger import Ledger
from tests.servers.claude.limits import Limits
from tests.servers.claude.settings import Settings


class World:
    """The state of a server; `reset` makes all of it new but the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ids = count(1)
        self.tasks: set[asyncio.Task[None]] = set()
        """Batches that are being processed."""
        self.reset()

    def reset(self) -> None:
        """Forget all that happened."""
        for task in self.tasks:
            task.cancel()
        self.ledger = Ledger(self.settings)
        self.limits = Limits(self.settings)
        self.faults = Faults(self.settings)
        self.cache = PromptCache()
        self.batches: dict[str, Batch] = {}
        """By id, oldest first."""
        self.item_tries: Counter[str] = Counter()
        """By custom_id: of how many batches it was part."""
        self.requests: Counter[tuple[str, str]] = Counter()
        """By endpoint, `POST /v1/messages`, and status, `200`; `cut` if the connection was."""
        self.bodies: list[dict[str, Any]] = []
        """Bodies of messages and items, if the settings say that they are kept."""
        self.crashes: list[str] = []
        """Tracebacks of the server's own mistakes."""

    def request_id(self) -> str:
        """A new one."""
        return f"req_{next(self._ids):024x}"

    def keep(self, body: dict[str, Any]) -> None:
        """Keep a body, if that is wanted."""
        if self.settings.keep_bodies:
            self.bodies.append(body)

    def crash(self, error: BaseException) -> None:
        """Note a mistake of this server."""
        self.crashes.append("".join(traceback.format_exception(error)))


WORLD = web.AppKey("world", World)
