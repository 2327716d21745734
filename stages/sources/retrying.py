"""Try failed network requests again, with growing pauses."""

import sys
from collections.abc import Callable
from typing import TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from stages.common.errors import PipelineError
from stages.sources.task import Task

Result = TypeVar("Result")

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


class Transient(Exception):
    """A failure that may pass: a lost connection, a busy server.

    `problem` is what the user sees if it does not pass; `retry_after` are the seconds that the
    server asked to wait.
    """

    def __init__(self, problem: PipelineError, retry_after: float | None = None) -> None:
        self.problem, self.retry_after = problem, retry_after
        super().__init__(str(problem))


def persistently(task: Task, call: Callable[[], Result]) -> Result:
    """The result of `call`, tried again up to `runtime.retries` times while it is Transient."""
    attempts = Retrying(
        stop=stop_after_attempt(task.runtime.retries + 1),
        wait=_pause,
        retry=retry_if_exception_type(Transient),
        before_sleep=_announce,
        reraise=True,
    )
    try:
        return attempts(call)
    except Transient as error:
        raise error.problem from error


def _pause(state: RetryCallState) -> float:
    asked = _failure(state).retry_after
    backoff = wait_exponential_jitter(initial=FIRST_PAUSE, max=LONGEST_PAUSE, jitter=FIRST_PAUSE)
    return backoff(state) if asked is None else asked


def _announce(state: RetryCallState) -> None:
    problem = _failure(state).problem
    text = f"{problem.where}: {problem.what}; trying again in {state.upcoming_sleep:.0f} s"
    print(text, file=sys.stderr, flush=True)


def _failure(state: RetryCallState) -> Transient:
    error = state.outcome and state.outcome.exception()
    assert isinstance(error, Transient)  # nothing else is tried again
    return error
