"""GET /_state and POST /_settings: for whoever runs the server in a process of its own."""

from collections import defaultdict
from typing import Any

import orjson
from aiohttp import web

from tests.servers.claude.errors import invalid
from tests.servers.claude.ledger import Paid
from tests.servers.claude.world import WORLD, World


async def state(request: web.Request) -> web.Response:
    """What was asked, made and paid up to now."""
    return _json(told(request.app[WORLD]))


async def change(request: web.Request) -> web.Response:
    """Change settings: a JSON object of names and values."""
    world = request.app[WORLD]
    try:
        world.settings.change(orjson.loads(await request.read()))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise invalid(str(error.args[0])) from None
    return _json({"changed": True})


def told(world: World) -> dict[str, Any]:
    """The state as JSON values."""
    paid = world.ledger.paid()
    requests: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (endpoint, status), times in sorted(world.requests.items()):
        requests[endpoint][status] = times
    return {
        "paid": len(paid.payments),
        "distinct": len(paid.contents),
        "dollars": paid.dollars,
        "messages": _sums(paid.by("messages")),
        "batches": _sums(paid.by("batches")),
        "requests": requests,
        "crashes": world.crashes,
    }


def _sums(paid: Paid) -> dict[str, Any]:
    return {
        "paid": len(paid.payments),
        "distinct": len(paid.contents),
        "tokens": paid.usage._asdict(),
        "dollars": paid.dollars,
    }


def _json(value: Any) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type="application/json")
