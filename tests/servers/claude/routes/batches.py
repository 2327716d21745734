"""The endpoints of message batches, but for their results."""

import asyncio

from aiohttp import web

from tests.servers.claude.batches.batch import Batch
from tests.servers.claude.batches.receiving import Receiving
from tests.servers.claude.batches.work import start
from tests.servers.claude.draws import digest
from tests.servers.claude.errors import invalid, not_found
from tests.servers.claude.faults import Cut
from tests.servers.claude.paging import page
from tests.servers.claude.routes.sending import KEY, meet, send
from tests.servers.claude.world import WORLD, World


async def create(request: web.Request) -> web.Response:
    """Store a batch and begin to process it; the answer may be late or never come."""
    world, key = request.app[WORLD], request[KEY]
    world.ledger.check(key)
    receiving = Receiving(world.settings)
    await receiving.read(request)
    ending = world.faults.meet(f"batch {receiving.content}")
    batch = _stored(world, key, receiving)
    start(world, batch)
    told = batch.told(_url(request))
    await _delay(world)
    return send(ending, told)


async def one(request: web.Request) -> web.Response:
    """A batch."""
    return send(meet(request), named(request).told(_url(request)))


async def several(request: web.Request) -> web.Response:
    """A page of batches, newest first."""
    batches, url = request.app[WORLD].batches, _url(request)
    newest_first = [*reversed(batches)]
    told = page(newest_first, request.query, lambda name: batches[name].told(url))
    return send(meet(request), told)


async def cancel(request: web.Request) -> web.Response:
    """End a batch soon."""
    batch, ending = named(request), meet(request)
    if batch.ended:
        raise invalid(f"Batch {batch.id} has already ended")
    batch.cancel()
    return send(ending, batch.told(_url(request)))


def named(request: web.Request) -> Batch:
    """The batch whose id is in the path."""
    name = request.match_info["id"]
    batch = request.app[WORLD].batches.get(name)
    if batch is None:
        raise not_found(f"No batch found with ID: {name}")
    return batch


def _stored(world: World, key: str, receiving: Receiving) -> Batch:
    """The batch; each time that the same content comes it has another id."""
    for item in receiving.items:
        world.item_tries[item.custom_id] += 1
        item.tries = world.item_tries[item.custom_id]
    name = digest(world.settings.seed, receiving.content, receiving.items[0].tries).hex()
    batch = Batch(f"msgbatch_{name}", key, receiving.items)
    world.batches[batch.id] = batch
    return batch


async def _delay(world: World) -> None:
    await asyncio.sleep(world.settings.delay_create)
    if world.settings.lose_create_answers > 0:
        world.settings.lose_create_answers -= 1
        raise Cut


def _url(request: web.Request) -> str:
    return f"http://{request.host}"
