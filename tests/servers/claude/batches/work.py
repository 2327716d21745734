"""A batch is processed: its answers are made, kept packed, and paid for when it ends."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime

import orjson
import zstandard

from tests.servers.claude.abilities import check
from tests.servers.claude.answer import make
from tests.servers.claude.batches.batch import Batch, Item
from tests.servers.claude.checks import parsed
from tests.servers.claude.draws import unit
from tests.servers.claude.errors import ApiError
from tests.servers.claude.settings import Settings
from tests.servers.claude.world import World

SLICE = 20
"""Answers made at a stretch; then requests have their turn."""

ERRORS = (ApiError(500, "Internal server error"), ApiError(529, "Overloaded"))


def start(world: World, batch: Batch) -> None:
    """Process a batch from now on; a mistake of this server ends up with its crashes."""
    task = asyncio.create_task(_process(world, batch))
    world.tasks.add(task)
    task.add_done_callback(lambda done: _done(world, done))


def _done(world: World, task: asyncio.Task[None]) -> None:
    world.tasks.discard(task)
    if not task.cancelled() and (error := task.exception()):
        world.crash(error)


async def _process(world: World, batch: Batch) -> None:
    """From created to ended."""
    due = time.monotonic() + world.settings.batch_seconds
    work = _Work(world, batch.key)
    for number, item in enumerate(batch.items):
        work.answer(item)
        if number % SLICE == 0:
            await asyncio.sleep(0)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(batch.cancellation.wait(), due - time.monotonic())
    _settle(world, batch)


def _settle(world: World, batch: Batch) -> None:
    """Drop what was canceled, pay for the rest."""
    for item in batch.items:
        if batch.canceled and _unit(world.settings, "canceled", item) < (
            world.settings.canceled_items
        ):
            item.outcome, item.result = "canceled", b""
        elif item.usage:
            world.ledger.pay(item.content, "batches", batch.key, item.model, item.usage)
    batch.ended = datetime.now(UTC)


class _Work:
    """Makes the results of one key."""

    def __init__(self, world: World, key: str) -> None:
        self._world, self._key = world, key
        self._pack = zstandard.ZstdCompressor(level=1).compress
        self._unpack = zstandard.ZstdDecompressor().decompress

    def answer(self, item: Item) -> None:
        """Decide what becomes of a request."""
        settings = self._world.settings
        fate = _unit(settings, "fate", item)
        if fate < settings.expired_items:
            item.outcome = "expired"
        elif fate < settings.expired_items + settings.errored_items:
            self._err(item, ERRORS[_unit(settings, "error", item) < 0.5])
        else:
            self._make(item)
        item.body = None

    def _make(self, item: Item) -> None:
        world, body = self._world, orjson.loads(self._unpack(item.body or b""))["params"]
        world.keep(body)
        try:
            ask = parsed(body)
            check(ask)
            used = world.cache.usage(self._key, ask, world.settings.cache_minimum)
            message, item.usage = make(world.settings, ask, "batches", used)
        except ApiError as error:
            self._err(item, error)
            return
        item.outcome, item.content, item.model = "succeeded", ask.content, ask.model
        item.result = self._pack(orjson.dumps({"type": "succeeded", "message": message}))

    def _err(self, item: Item, error: ApiError) -> None:
        told = {"type": "errored", "error": error.told(self._world.request_id())}
        item.outcome, item.result = "errored", self._pack(orjson.dumps(told))


def _unit(settings: Settings, what: str, item: Item) -> float:
    return unit(settings.seed, what, item.custom_id, item.tries)
