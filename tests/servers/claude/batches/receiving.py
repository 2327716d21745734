"""A batch as it comes in: checked, and packed for later."""

import re
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import zstandard
from aiohttp import web

from tests.servers.claude.batches.batch import Item
from tests.servers.claude.batches.reading import Read, read_items
from tests.servers.claude.bodies import chunks
from tests.servers.claude.errors import ApiError, invalid
from tests.servers.claude.settings import Settings

CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class Receiving:
    """Reads a body to its end and keeps its requests, unless one of them is wrong."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pack = zstandard.ZstdCompressor(level=1).compress
        self._hash = sha256()
        self._names: set[str] = set()
        self.items: list[Item] = []

    async def read(self, request: web.Request) -> None:
        """Take in all requests; raises ApiError for the first that is wrong."""
        wrong: ApiError | None = None
        async for read in read_items(self._chunks(request)):
            wrong = wrong or self._problem(read[0])
            if not wrong:
                self._keep(read)
        if wrong:
            raise wrong
        if not self.items:
            raise invalid("requests: List should have at least 1 item")

    @property
    def content(self) -> str:
        """SHA-256 of the body."""
        return self._hash.hexdigest()

    async def _chunks(self, request: web.Request) -> AsyncIterator[bytes]:
        async for chunk in chunks(request, self._settings.max_batch_bytes):
            self._hash.update(chunk)
            yield chunk

    def _problem(self, value: Any) -> ApiError | None:
        """What the API sees at once; what is wrong with `params` is a result."""
        place, most = f"requests.{len(self.items)}", self._settings.max_batch_requests
        if len(self.items) >= most:
            return invalid(f"requests: List should have at most {most} items")
        if not isinstance(value, dict) or not isinstance(value.get("params"), dict):
            return invalid(f"{place}.params: Field required")
        name = value.get("custom_id")
        if not isinstance(name, str) or not CUSTOM_ID.fullmatch(name):
            return invalid(
                f"{place}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'"
            )
        return invalid(f"{place}.custom_id: must be unique") if name in self._names else None

    def _keep(self, read: Read) -> None:
        value, text = read
        self._names.add(value["custom_id"])
        self.items.append(Item(value["custom_id"], 0, self._pack(text.encode())))
