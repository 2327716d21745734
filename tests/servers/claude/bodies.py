"""Bodies of requests: read to the end, and up to a size."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
from aiohttp import web

from tests.servers.claude.errors import invalid, too_large


async def chunks(request: web.Request, most: int) -> AsyncIterator[bytes]:
    """The body piece by piece; raises ApiError after the last one if it has too many bytes.

    What is too much is read all the same: a client that is still sending sees no answer.
    """
    seen = 0
    async for chunk in request.content.iter_any():
        seen += len(chunk)
        if seen <= most:
            yield chunk
    if seen > most:
        raise too_large()


async def read_json(request: web.Request, most: int) -> Any:
    """The body, decoded."""
    body = b"".join([chunk async for chunk in chunks(request, most)])
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise invalid(f"The request body is not valid JSON: {error}") from None
