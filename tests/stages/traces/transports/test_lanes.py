import asyncio

import pytest

from stages.common.errors import PipelineError
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from tests.stages.traces.transports.taking import taken, waiting, with_lanes


def test_keys_share_fairly() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        for number in range(1, 9):
            await taken(lanes, 2)
            assert (first.active, second.active) == (number, number)

    with_lanes(work)


def test_a_narrow_key_has_a_smaller_share() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        first.width = 3
        assert await taken(lanes, 11) == {"A": 3, "B": 8}

    with_lanes(work)


def test_who_came_first_is_served_first() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 16)
        tasks = await waiting(lanes, 5)
        for number, task in enumerate(tasks, start=1):
            lanes.give(second)
            assert await task is second
            assert sum(one.done() for one in tasks) == number
        assert (first.active, second.active) == (8, 8)

    with_lanes(work)


def test_nothing_goes_with_a_key_that_is_closed() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 4)
        lanes.close(first, "A: spent")
        assert await taken(lanes, 6) == {"B": 6}
        (task,) = await waiting(lanes, 1)
        lanes.give(first)
        await asyncio.sleep(0)
        assert not task.done()
        lanes.give(second)
        assert await task is second

    with_lanes(work)


def test_all_closed_is_the_end_for_all_who_wait() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 16)
        tasks = await waiting(lanes, 3)
        lanes.close(first, "A: no credit")
        lanes.close(second, "B: limit reached")
        lanes.close(second, "B: something else")
        for taker in (*tasks, lanes.take()):
            with pytest.raises(PipelineError) as error:
                await taker
            assert error.value.what == "a spend limit is reached: A: no credit; B: limit reached"
            assert "nothing paid for is lost" in str(error.value)

    with_lanes(work)


def test_after_a_stop_nobody_gets_a_place() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 16)
        tasks = await waiting(lanes, 2)
        lanes.stop(PipelineError("enough"))
        lanes.give(first)
        for taker in (*tasks, lanes.take()):
            with pytest.raises(PipelineError, match="enough"):
                await taker
        assert (first.active, second.active) == (7, 8)

    with_lanes(work)


def test_who_gives_up_waiting_is_passed_over() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 16)
        impatient, patient = await waiting(lanes, 2)
        impatient.cancel()
        lanes.give(first)
        assert await patient is first
        assert impatient.cancelled()
        assert (first.active, second.active) == (8, 8)

    with_lanes(work)


def test_who_gives_up_when_just_served_gives_the_place_back() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        await taken(lanes, 16)
        impatient, patient = await waiting(lanes, 2)
        lanes.give(first)
        impatient.cancel()
        assert await patient is first
        with pytest.raises(asyncio.CancelledError):
            await impatient
        assert (first.active, second.active) == (8, 8)

    with_lanes(work)


def test_an_answer_is_heard_of() -> None:
    async def work(lanes: Lanes, first: Lane, second: Lane) -> None:
        lanes.heard_at = 0.0
        first.width = 4
        lanes.heard(first, {})
        assert lanes.heard_at > 0
        assert (first.width, second.width) == (5, 8)
        assert [*lanes] == [first, second]

    with_lanes(work)
