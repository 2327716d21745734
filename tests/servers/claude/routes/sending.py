"""Successful answers, and what keeps them from arriving."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

from tests.servers.claude.faults import Cut, Ending
from tests.servers.claude.world import WORLD

KEY = web.RequestKey("key", str)
REQUEST_ID = web.RequestKey("request_id", str)


def meet(request: web.Request) -> Ending:
    """Draw the fault of a request without a body; see `Faults.meet`."""
    return request.app[WORLD].faults.meet(f"{request.method} {request.path_qs}")


def send(ending: Ending, value: Any, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer, unless the connection is to be cut."""
    body = orjson.dumps(value)
    ending.check(body)
    return web.Response(body=body, headers=headers, content_type="application/json")


async def cut(request: web.Request, what: Cut) -> web.StreamResponse:
    """Close the connection after half an answer, or none."""
    response = web.StreamResponse()
    if what.body is not None:
        response.content_type = "application/json"
        response.content_length = 2 * len(what.body) + 1
        await response.prepare(request)
        await response.write(what.body)
    hang_up(request)
    return response


def hang_up(request: web.Request) -> None:
    """Close the connection, whatever was sent."""
    if request.transport:
        request.transport.close()
