"""Keys that are to wait a while, and who waits for them."""

import asyncio

from stages.traces.transports.faults import Fault
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from tests.stages.traces.transports.taking import taken, waiting, with_lanes

SOON = 0.03


def pause(lane: Lane, seconds: float) -> None:
    lane.slow(Fault("429", wait=seconds, slow=True), asyncio.get_running_loop().time())


def test_when_a_pause_ends_who_waits_is_served() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        pause(first, SOON)
        pause(second, 60)
        tasks = [asyncio.create_task(lanes.take()) for _ in range(3)]
        assert [await task for task in tasks] == [first] * 3
        assert asyncio.get_running_loop().time() >= first.free_at

    with_lanes(work)


def test_a_pause_that_grows_longer_is_waited_for() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        lanes.close(second, "spent")
        pause(first, SOON)
        (task,) = await waiting(lanes, 1)
        pause(first, 3 * SOON)
        assert await task is first
        assert asyncio.get_running_loop().time() >= first.free_at

    with_lanes(work)


def test_a_pause_ends_though_the_other_key_is_full() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        pause(first, SOON)
        await taken(lanes, 8)
        (task,) = await waiting(lanes, 1)
        async with asyncio.timeout(20 * SOON):
            assert await task is first

    with_lanes(work)
