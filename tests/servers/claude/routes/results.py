"""GET /v1/messages/batches/{id}/results: JSON lines, in no order."""

import orjson
import zstandard
from aiohttp import web

from tests.servers.claude.batches.batch import Item
from tests.servers.claude.errors import invalid
from tests.servers.claude.faults import Cut
from tests.servers.claude.routes.batches import named
from tests.servers.claude.routes.sending import REQUEST_ID, hang_up, meet

AT_ONCE = 2**16
"""Bytes that are written together."""


async def results(request: web.Request) -> web.StreamResponse:
    """All results of a batch that has ended; the connection may break half-way."""
    batch, ending = named(request), meet(request)
    if not batch.ended:
        raise invalid(f"Batch {batch.id} has no results yet: it is {batch.status}")
    if ending.cut and not ending.half:
        raise Cut
    items = batch.shuffled()
    response = web.StreamResponse(headers={"request-id": request[REQUEST_ID]})
    response.content_type = "application/x-jsonl"
    await response.prepare(request)
    await _write(response, items[: len(items) // 2] if ending.cut else items)
    if ending.cut:
        hang_up(request)
    return response


async def _write(response: web.StreamResponse, items: list[Item]) -> None:
    unpack, ready = zstandard.ZstdDecompressor().decompress, bytearray()
    for item in items:
        result = unpack(item.result) if item.result else orjson.dumps({"type": item.outcome})
        ready += b'{"custom_id":"%s","result":%s}\n' % (item.custom_id.encode(), result)
        if len(ready) > AT_ONCE:
            await response.write(bytes(ready))
            ready.clear()
    await response.write(bytes(ready))
