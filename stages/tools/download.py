"""Download one file."""

from http import HTTPStatus
from pathlib import Path

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from stages.common.progress import progress
from stages.tools.task import Task
from stages.tools.unavailable import Unavailable

PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
LONGEST_PAUSE = 60.0
# Waiting for a server that can't be reached is not worth it: there are other ways.
UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)


def download(url: str, target: Path, task: Task) -> None:
    """Write what a URL serves to `target`; raises Unavailable if it can't be had."""

    def announce(state: RetryCallState) -> None:
        assert state.outcome is not None  # it is called after a failure
        reason = _reason(state.outcome.exception())
        task.say(f"{url}: {reason}; trying again in {state.upcoming_sleep:.0f} s")

    attempts = Retrying(
        stop=stop_after_attempt(task.runtime.retries + 1),
        wait=wait_exponential_jitter(max=LONGEST_PAUSE),
        retry=retry_if_exception(_may_pass),
        before_sleep=announce,
        reraise=True,
    )
    try:
        attempts(_attempt, url, target, task)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unavailable(f"{url}: {_reason(error)}", "check the connection") from error


def _attempt(url: str, target: Path, task: Task) -> None:
    # What arrives is what is hashed: no compression on the way.
    headers = {"Accept-Encoding": "identity"}
    with httpx.stream(
        "GET", url, headers=headers, timeout=task.runtime.timeout, follow_redirects=True
    ) as response:
        response.raise_for_status()
        length = response.headers.get("Content-Length")
        with (
            target.open("wb") as file,
            progress(f"{task}: downloading", int(length) if length else None, "B") as bar,
        ):
            for chunk in response.iter_raw():
                file.write(chunk)
                bar.update(len(chunk))


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        return status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    lost = isinstance(error, httpx.TransportError)
    return lost and not isinstance(error, (*UNREACHABLE, httpx.UnsupportedProtocol))


def _reason(error: BaseException | None) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code} {error.response.reason_phrase}".rstrip()
    text = str(error) or type(error).__name__
    return f"no network connection ({text})" if isinstance(error, UNREACHABLE) else text
