"""Answers that are none of the API's: of a proxy, of a portal, of a broken program."""

import asyncio
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.servers.loopback import Handler, Loopback, running
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import ESTIMATE, asks, outcomes

USAGE = {"input_tokens": 3, "output_tokens": 5}
MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "synthetic",
    "content": [{"type": "text", "text": "{}"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": USAGE,
}


def handler(first: tuple[int, str, bytes]) -> type[BaseHTTPRequestHandler]:
    """Answers the first request like that, all others well."""

    class Answering(Handler):
        server: Any

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, body = first
            if len(self.server.requests) > 1:
                status, kind, body = 200, "application/json", orjson.dumps(MESSAGE)
            self.answer(status, {"Content-Type": kind}, body)

    return Answering


@pytest.mark.parametrize(
    ("first", "outcome"),
    [
        ((502, "text/html", b"<h1>Bad Gateway</h1>"), "unpaid"),
        ((503, "text/plain", b""), "unpaid"),
        ((200, "application/json", b'{"id": "msg_1", "con'), "uncertain"),
        ((200, "text/html", b"<h1>Please log in</h1>"), "uncertain"),
        ((200, "application/json", b"{}"), "uncertain"),
        ((200, "application/json", b"[]"), "uncertain"),
    ],
)
def test_what_can_not_be_read_is_asked_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: tuple[int, str, bytes],
    outcome: str,
) -> None:
    async def within() -> None:
        async with asking.messages(tmp_path) as opened:
            answer = await opened.transport.answer(asks(1)[0], ESTIMATE)
            assert (answer.text, answer.usage.output) == ("{}", 5)
            assert outcomes(opened.ledger) == {"answered": 1, outcome: 1}

    with running(Loopback(handler(first))) as server, asking.claude():
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        asyncio.run(within())
