"""Runs that gather questions into batches, and what their ledger says of these."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from stages.traces.asking.ask import Ask
from stages.traces.ledger import batches as notes
from stages.traces.ledger.accounts import Doubt, doubtful
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.batches import Batches
from tests.servers.claude.server import ClaudeServer
from tests.stages.traces.transports.asking import ESTIMATE, Opened, batches, keys_of, recorded

NOTED = 0.5
"""The estimate of a batch that is only noted."""


def ends(ledger: Ledger) -> Counter[str]:
    """How often a batch ended in each way."""
    query = "SELECT outcome, count(*) FROM batch_ends GROUP BY outcome"
    return Counter(dict(ledger.reader.execute(query).fetchall()))


def sizes(ledger: Ledger) -> list[int]:
    """Of all batches, in the order in which they were noted."""
    query = "SELECT requests FROM batches ORDER BY id"
    return [size for (size,) in ledger.reader.execute(query)]


def named(ledger: Ledger) -> list[str]:
    """The API's ids of all batches that are known by one."""
    query = "SELECT name FROM batch_names ORDER BY batch"
    return [name for (name,) in ledger.reader.execute(query)]


async def all_ended(ledger: Ledger) -> None:
    """Wait until all batches have; their answers are there a little sooner."""
    async with asyncio.timeout(30):
        while ends(ledger).total() < len(sizes(ledger)):
            await asyncio.sleep(0.005)


async def answered(opened: Opened[Batches], several: list[Ask]) -> list[Answer]:
    return await asyncio.gather(*(opened.transport.answer(one, ESTIMATE) for one in several))


def through(
    folder: Path, server: ClaudeServer, several: list[Ask], **more: Any
) -> tuple[list[Answer], list[int]]:
    """The answers and how large the batches were.

    Whatever happens, each question is paid once, in the ledger once, and told of once.
    """

    async def within() -> tuple[list[Answer], list[int]]:
        async with batches(folder, **more) as opened:
            answers = await answered(opened, several)
            assert [one.key for one in answers] == [ask.key for ask in several]
            assert keys_of(recorded(opened.ledger)) == keys_of(opened.told) == keys_of(several)
            await all_ended(opened.ledger)
            return answers, sizes(opened.ledger)

    found = asyncio.run(within())
    assert sorted(server.paid.contents.elements()) == keys_of(several)
    return found


def leave(
    folder: Path, several: list[Ask], until: Callable[[Ledger], Any] = named, **more: Any
) -> None:
    """A run that ends while its questions wait."""

    async def within() -> None:
        async with batches(folder, **more) as opened:
            waiting = asyncio.create_task(answered(opened, several))
            async with asyncio.timeout(30):
                while not until(opened.ledger):
                    await asyncio.sleep(0.005)
            assert not waiting.done()
            waiting.cancel()

    asyncio.run(within())


def only_note(folder: Path, several: list[Ask]) -> None:
    """A run that ends before it has created a batch."""

    async def within() -> None:
        with Ledger(folder) as ledger:
            await notes.plan(ledger, "KEY", [Item.of(ask) for ask in several], NOTED)

    asyncio.run(within())


class Found(NamedTuple):
    """What the next run finds and does."""

    sizes: list[int]
    ends: Counter[str]
    doubt: Doubt


def go_on(folder: Path, several: list[Ask], **more: Any) -> Found:
    """The next run; all answers are there then, each once."""

    async def within() -> Found:
        async with batches(folder, **more) as opened:
            assert keys_of(await answered(opened, several)) == keys_of(several)
            await all_ended(opened.ledger)
            assert keys_of(recorded(opened.ledger)) == keys_of(opened.told) == keys_of(several)
            return Found(sizes(opened.ledger), ends(opened.ledger), doubtful(opened.ledger.reader))

    return asyncio.run(within())
