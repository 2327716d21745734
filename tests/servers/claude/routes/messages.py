"""POST /v1/messages and POST /v1/messages/count_tokens."""

import asyncio

from aiohttp import web

from tests.servers.claude.abilities import check
from tests.servers.claude.answer import make
from tests.servers.claude.bodies import read_json
from tests.servers.claude.checks import parsed
from tests.servers.claude.routes.sending import KEY, send
from tests.servers.claude.usage import tokens
from tests.servers.claude.world import WORLD


async def create(request: web.Request) -> web.Response:
    """Answer a request; what goes wrong before the answer is made is not paid."""
    world, key = request.app[WORLD], request[KEY]
    settings = world.settings
    ask = parsed(await read_json(request, settings.max_message_bytes))
    check(ask)
    world.keep(ask.body)
    world.ledger.check(key)
    world.limits.admit(key)
    ending = world.faults.meet(ask.content)
    used = world.cache.usage(key, ask, settings.cache_minimum)
    await asyncio.sleep(settings.latency)
    message, usage = make(settings, ask, "messages", used)
    world.ledger.pay(ask.content, "messages", key, ask.model, usage)
    world.limits.charge(key, usage)
    return send(ending, message, world.limits.headers(key))


async def count_tokens(request: web.Request) -> web.Response:
    """How many tokens the input of a request is."""
    world = request.app[WORLD]
    body = await read_json(request, world.settings.max_message_bytes)
    ask = parsed(body, needs=("model", "messages"))
    check(ask)
    ending = world.faults.meet(f"count {ask.content}")
    return send(ending, {"input_tokens": tokens(ask.chars)})
