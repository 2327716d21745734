import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from tenacity import AsyncRetrying, stop_after_attempt

from stages.traces.transports.faults import Fault
from stages.traces.transports.waits import MOST, pause, retry_after, used_up

HEAD = "anthropic-ratelimit"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"Retry-After": "0.25"}, 0.25),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "3"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "86400"}, MOST),
        ({"retry-after": "inf"}, MOST),
        ({"retry-after": ""}, None),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"retry-after": "nan"}, None),
    ],
)
def test_what_retry_after_says(headers: Mapping[str, str], seconds: float | None) -> None:
    assert retry_after(httpx2.Headers(headers)) == seconds


def limit(name: str, remaining: str, reset: str | None = None) -> dict[str, str]:
    told = {f"{HEAD}-{name}-limit": "50", f"{HEAD}-{name}-remaining": remaining}
    return {**told, f"{HEAD}-{name}-reset": reset} if reset is not None else told


def after(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def test_limits_with_something_remaining_ask_for_no_wait() -> None:
    several = limit("requests", "1", after(50)) | limit("output-tokens", "1000000", after(50))
    assert used_up(several) is None
    assert used_up({}) is None


@pytest.mark.parametrize("name", ["requests", "tokens", "input-tokens", "output-tokens"])
def test_a_limit_that_is_used_up_is_waited_for(name: str) -> None:
    assert 0 < (used_up(limit(name, "0", after(60))) or 0) <= 60
    assert 0 < (used_up(limit(name, "0", after(60).replace("+00:00", "Z"))) or 0) <= 60


def test_the_longest_of_several_waits_counts() -> None:
    several = limit("requests", "0", after(2)) | limit("input-tokens", "0", after(110))
    assert 2 < (used_up(several | limit("tokens", "3", after(119))) or 0) <= 110


def test_moments_are_not_trusted_beyond_reason() -> None:
    assert used_up(limit("requests", "0", after(-60))) == 0
    assert used_up(limit("requests", "0", after(86_400))) == MOST


@pytest.mark.parametrize("reset", [None, "", "later", "1767225600", "2026-01-01T00:00:00"])
def test_a_reset_that_can_not_be_read_is_a_second_away(reset: str | None) -> None:
    assert used_up(limit("requests", "0", reset)) == 1.0


def slept(fault: Fault, tries: int) -> list[float]:
    """The pauses between tries of what always fails."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def fail() -> None:
        stop = stop_after_attempt(tries)
        async for attempt in AsyncRetrying(wait=pause, stop=stop, sleep=sleep, reraise=True):
            with attempt:
                raise fault

    with pytest.raises(Fault):
        asyncio.run(fail())
    return pauses


def test_pauses_are_those_that_the_fault_asks_for() -> None:
    assert slept(Fault("429", wait=7.5), 4) == [7.5] * 3
    assert slept(Fault("429", wait=0.0), 2) == [0.0]


def test_pauses_grow_where_nothing_is_said() -> None:
    pauses = slept(Fault("500"), 12)
    for number, seconds in enumerate(pauses[:5]):
        assert 0.5 * 2**number <= seconds <= 0.5 * 2**number + 1
    assert max(pauses) <= 60
