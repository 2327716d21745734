"""Two keys, and who takes them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes

NO_CLIENT: Any = None


def with_lanes(work: Callable[[Lanes, Lane, Lane], Awaitable[None]], most: int = 8) -> None:
    """Do something with two keys."""

    async def within() -> None:
        first, second = Lane("A", NO_CLIENT, most), Lane("B", NO_CLIENT, most)
        async with asyncio.timeout(30):
            await work(Lanes([first, second]), first, second)

    asyncio.run(within())


async def taken(lanes: Lanes, number: int) -> Counter[str]:
    return Counter([(await lanes.take()).name for _ in range(number)])


async def waiting(lanes: Lanes, number: int) -> list[asyncio.Task[Lane]]:
    """Takers that found no room."""
    tasks = [asyncio.create_task(lanes.take()) for _ in range(number)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)
    return tasks
