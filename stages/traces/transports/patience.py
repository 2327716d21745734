"""Requests that cost nothing, tried until they succeed."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt

from stages.common.errors import PipelineError
from stages.traces.transports.faults import Fault, LaneClosed, explained
from stages.traces.transports.lane import Lane
from stages.traces.transports.waits import pause

Result = TypeVar("Result")


async def patiently(lane: Lane, retries: int, call: Callable[[], Awaitable[Result]]) -> Result:
    """The result of a call that may be made any number of times.

    Raises PipelineError if the API can't be reached or refuses.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(Fault),
        stop=stop_after_attempt(retries + 1),
        wait=pause,
        reraise=True,
    )
    try:
        async for attempt in retrying:
            with attempt:
                return await _explaining(lane, call)
    except Fault as fault:
        raise PipelineError(
            fault.what, where=lane.name, fix="nothing paid for is lost; run it again later"
        ) from fault
    except LaneClosed as closed:
        raise PipelineError(
            f"a spend limit is reached: {closed}", fix="raise it in the console"
        ) from closed
    raise AssertionError("tenacity ends with a result or an error")


async def _explaining(lane: Lane, call: Callable[[], Awaitable[Result]]) -> Result:
    try:
        return await call()
    except Exception as error:
        raise explained(error, lane.name) from error
