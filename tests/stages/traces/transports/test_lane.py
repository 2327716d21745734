import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stages.traces.transports.faults import Fault
from stages.traces.transports.lane import LEAST, LESS, START, Lane

NO_CLIENT: Any = None
LONG_AGO = -1.0


def with_lane(most: int, check: Callable[[Lane], None]) -> None:
    async def within() -> None:
        check(Lane("KEY", NO_CLIENT, most))

    asyncio.run(within())


def now() -> float:
    return asyncio.get_running_loop().time()


def busy(wait: float | None = None) -> Fault:
    return Fault("429", wait=wait, slow=True)


def narrowed(lane: Lane, times: int) -> None:
    for _ in range(times):
        lane.slow(busy(), now())


def test_begins_with_a_few_and_doubles_with_every_round() -> None:
    def check(lane: Lane) -> None:
        assert lane.room == START
        for round_ in range(1, 4):
            for _ in range(int(lane.width)):
                lane.good({})
            assert lane.width == START * 2**round_
        for _ in range(200):
            lane.good({})
        assert lane.width == lane.room == 100

    with_lane(100, check)


def test_begins_with_no_more_than_may_be_in_flight() -> None:
    def check(lane: Lane) -> None:
        assert lane.room == 3
        lane.good({})
        assert lane.room == 3
        lane.active = 2
        assert lane.room == 1

    with_lane(3, check)


def test_after_a_sign_of_too_much_one_more_a_round() -> None:
    def check(lane: Lane) -> None:
        lane.slow(busy(), now())
        assert lane.width == pytest.approx(START * LESS)
        before = lane.width
        for _ in range(int(before)):
            lane.good({})
        assert before + 0.8 < lane.width <= before + 1

    with_lane(100, check)


def test_what_was_in_flight_then_does_not_count_again() -> None:
    def check(lane: Lane) -> None:
        sent = now()
        for _ in range(5):
            lane.slow(busy(), sent)
        assert lane.width == pytest.approx(START * LESS)
        lane.slow(busy(), now())
        assert lane.width == pytest.approx(START * LESS**2)

    with_lane(100, check)


def test_never_so_narrow_that_nothing_goes() -> None:
    def check(lane: Lane) -> None:
        narrowed(lane, 50)
        assert lane.width == LEAST
        assert lane.room == 2

    with_lane(100, check)


def test_never_wider_than_allowed_however_narrow_that_is() -> None:
    def check(lane: Lane) -> None:
        lane.slow(busy(), now())
        assert lane.room == 1

    with_lane(1, check)


def test_all_wait_as_long_as_is_said() -> None:
    def check(lane: Lane) -> None:
        begin = now()
        lane.slow(busy(60), begin)
        assert lane.room == 0
        assert begin + 60 <= lane.free_at
        until = lane.free_at
        lane.slow(busy(1), LONG_AGO)
        assert lane.free_at == until

    with_lane(100, check)


def test_nothing_waits_where_nothing_is_said() -> None:
    def check(lane: Lane) -> None:
        lane.slow(busy(), now())
        assert lane.room == int(START * LESS)

    with_lane(100, check)


def test_an_answer_that_uses_up_a_limit_is_the_last_for_now() -> None:
    def check(lane: Lane) -> None:
        reset = (datetime.now(UTC) + timedelta(seconds=60)).isoformat()
        head = "anthropic-ratelimit-requests"
        lane.good({f"{head}-remaining": "1", f"{head}-reset": reset})
        assert lane.room == START + 1
        lane.good({f"{head}-remaining": "0", f"{head}-reset": reset})
        assert lane.room == 0
        assert now() + 50 < lane.free_at <= now() + 60

    with_lane(100, check)


def test_nothing_goes_where_it_is_closed() -> None:
    def check(lane: Lane) -> None:
        lane.closed = "spent"
        assert lane.room == 0

    with_lane(100, check)
