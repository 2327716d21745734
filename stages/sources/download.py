"""Download one URL into the cache: resumed where it broke off, not repeated if unchanged."""

import email.utils
import re
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import httpx

from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.common.progress import progress
from stages.sources.retrying import Transient, persistently
from stages.sources.slot import Slot
from stages.sources.task import Task, file_name

PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


def download(task: Task, slot: Slot, sha256: str | None) -> Path:
    """The cached file of a URL, fetched if need be; raises PipelineError if it can't be had.

    With the expected `sha256`, a cached file that has it is taken without asking the server, and
    one that has not is fetched again. The caller compares what it gets.
    """
    if sha256 and slot.file.exists():
        if sha256_file(slot.file) == sha256:
            return slot.file
        slot.clear()
    # What arrives is what is stored and hashed: no compression on the way.
    headers = {"Accept-Encoding": "identity"}
    with httpx.Client(
        timeout=task.runtime.timeout, follow_redirects=True, headers=headers
    ) as client:
        persistently(task, lambda: _attempt(client, slot, task))
    return slot.file


def _attempt(client: httpx.Client, slot: Slot, task: Task) -> None:
    try:
        with client.stream("GET", slot.url, headers=slot.conditions()) as response:
            _receive(response, slot, task)
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects) as error:
        raise PipelineError(
            str(error), where=slot.url, fix=f"correct {task.param('location')}"
        ) from error
    except httpx.TransportError as error:
        raise _lost(error, slot, task) from error


def _receive(response: httpx.Response, slot: Slot, task: Task) -> None:
    match response.status_code:
        case HTTPStatus.NOT_MODIFIED if slot.file.exists():
            return
        case HTTPStatus.PARTIAL_CONTENT if _continues(response, slot):
            pass
        case HTTPStatus.OK:
            slot.begin(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        case HTTPStatus.PARTIAL_CONTENT | HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            slot.clear()  # the part fits no version that the server has: start over
            raise Transient(_problem("the server could not resume", slot, task), retry_after=0)
        case _:
            raise _refused(response, slot, task)
    _append(response, slot, task)
    slot.finish()


def _continues(response: httpx.Response, slot: Slot) -> bool:
    """Whether the answer begins where the part ends."""
    span = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    return span is not None and slot.part.exists() and int(span[1]) == slot.size


def _append(response: httpx.Response, slot: Slot, task: Task) -> None:
    """Write the body to the part; httpx raises if it is shorter than Content-Length."""
    length = response.headers.get("Content-Length")
    with (
        slot.part.open("ab") as file,
        progress(
            f"{task.name}: {file_name(slot.url)}", int(length) if length else None, "B"
        ) as bar,
    ):
        for chunk in response.iter_raw():  # with a size, it would lose a shorter last chunk
            file.write(chunk)
            bar.update(len(chunk))


def _refused(response: httpx.Response, slot: Slot, task: Task) -> PipelineError | Transient:
    status = response.status_code
    problem = _problem(f"HTTP {status} {response.reason_phrase}".rstrip(), slot, task)
    if status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Transient(problem, _retry_after(response.headers.get("Retry-After")))
    return problem


def _retry_after(value: str | None) -> float | None:
    """The pause that the server asks for, in seconds (RFC 9110, section 10.2.3)."""
    if value is None:
        return None
    if value.isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _problem(what: str, slot: Slot, task: Task) -> PipelineError:
    fix = f"check {task.param('location')}, or {task.use_a_copy}"
    return PipelineError(what, where=slot.url, fix=fix)


def _lost(error: httpx.TransportError, slot: Slot, task: Task) -> Transient:
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        reason = f"no network connection to {httpx.URL(slot.url).host} ({reason})"
    return Transient(
        PipelineError(reason, where=slot.url, fix=f"check the connection or {task.use_a_copy}")
    )
