"""The server's endpoints, and how it is brought up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.servers.claude.knowledge import knowledge
from tests.servers.claude.routes import batches, control, messages, models
from tests.servers.claude.routes.guard import guard
from tests.servers.claude.routes.results import results
from tests.servers.claude.world import WORLD, World

BATCHES = "/v1/messages/batches"
HOST = "127.0.0.1"

ROUTES = [
    web.post("/v1/messages", messages.create),
    web.post("/v1/messages/count_tokens", messages.count_tokens),
    web.post(BATCHES, batches.create),
    web.get(BATCHES, batches.several),
    web.get(BATCHES + "/{id}", batches.one),
    web.get(BATCHES + "/{id}/results", results),
    web.post(BATCHES + "/{id}/cancel", batches.cancel),
    web.get("/v1/models", models.several),
    web.get("/v1/models/{id}", models.one),
    web.get("/_state", control.state),
    web.post("/_settings", control.change),
]


@asynccontextmanager
async def listening(world: World, port: int = 0) -> AsyncIterator[str]:
    """Serve on the loopback interface; gives the URL. Port 0 is a free one."""
    knowledge(world.settings.seed)  # now, for it takes a while in which nothing is answered
    app = web.Application(middlewares=[guard])
    app[WORLD] = world
    app.add_routes(ROUTES)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port, backlog=1024).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
        await _stop(world)


async def _stop(world: World) -> None:
    tasks = [*world.tasks]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
