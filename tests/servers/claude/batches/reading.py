"""The body of a batch, read piece by piece: 256 MB are never in memory at once."""

import codecs
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from tests.servers.claude.errors import invalid

OPENING = re.compile(r'\s*\{\s*"requests"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
CLOSING = re.compile(r"\]\s*\}\s*")
DECODER = json.JSONDecoder()
UTF8 = codecs.getincrementaldecoder("utf-8")

Read = tuple[Any, str]
"""A request, decoded and as it was sent."""


async def read_items(chunks: AsyncIterator[bytes]) -> AsyncIterator[Read]:
    """The requests of `{"requests": [...]}`; raises ApiError for anything else."""
    reader, utf8 = _Reader(), UTF8()
    async for chunk in chunks:
        for read in reader.feed(utf8.decode(chunk)):
            yield read
    for read in reader.finish():
        yield read


class _Reader:
    """Takes requests off the front of what it was fed."""

    def __init__(self) -> None:
        self._text, self._enough = "", 0
        self._opened = False

    def feed(self, text: str) -> Iterator[Read]:
        """Requests that are complete now.

        An incomplete one is tried again when twice as much is there: the work stays linear.
        """
        self._text += text
        if len(self._text) >= self._enough:
            yield from self._taken()
            self._enough = 2 * len(self._text)

    def finish(self) -> Iterator[Read]:
        """The last ones."""
        yield from self._taken()
        if not self._opened:
            raise invalid("requests: Field required")
        if not CLOSING.fullmatch(self._text):
            raise invalid("The request body is not valid JSON")

    def _taken(self) -> Iterator[Read]:
        if not self._opened:
            found = OPENING.match(self._text)
            if not found:
                return
            self._opened, self._text = True, self._text[found.end() :]
        place = _next(self._text, 0)
        while read := _decoded(self._text, place):
            value, end = read
            yield value, self._text[place:end]
            place = _next(self._text, end)
        self._text = self._text[place:]


def _next(text: str, place: int) -> int:
    found = BETWEEN.match(text, place)
    return found.end() if found else place


def _decoded(text: str, place: int) -> tuple[Any, int] | None:
    try:
        return DECODER.raw_decode(text, place)
    except json.JSONDecodeError:
        return None
