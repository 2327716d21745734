"""The real SDK, speaking to a local server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from anthropic import Anthropic

from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings


@contextmanager
def speaking(settings: Settings | None = None) -> Iterator[tuple[ClaudeServer, Anthropic]]:
    """A server and a client that tries nothing twice."""
    with ClaudeServer(settings) as server, client_of(server) as client:
        yield server, client


def client_of(server: ClaudeServer, key: str = "test-key") -> Anthropic:
    """A client; to be closed."""
    return Anthropic(base_url=server.url, api_key=key, max_retries=0)


def said(message: Any) -> Any:
    """The value that a message holds."""
    return orjson.loads(message.content[-1].text)
