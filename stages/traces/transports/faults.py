"""What an error of the API means: try again, stop, or mend the parameters.

Of an error that the API answers nothing is billed. Where no whole answer came, nobody knows.
platform.claude.com/docs/en/api/errors; the codes of `error.details` are in the SDK's types.
"""

import json
from collections.abc import Iterator

import aiohttp
import anthropic
import httpx2

from stages.common.errors import PipelineError
from stages.traces.transports.reading import NoMessage
from stages.traces.transports.waits import retry_after

SPENT = frozenset(
    {
        "enforced_spend_limit_reached",
        "contract_spend_limit_reached",
        "linked_organization_spend_limit_reached",
    }
)
SPENT_WORDS = ("You have reached your specified", "Your credit balance is too low")
"""Limits that users set themselves come as 400 without a code; only the message tells them."""

AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""What aiohttp says where there never was a connection. The SDK has one error for these and for a
server that closed the connection in silence, which may have answered all the same.
"""

UNREADABLE = (
    anthropic.APIResponseValidationError,
    httpx2.HTTPError,
    json.JSONDecodeError,
    NoMessage,
)


class Fault(Exception):
    """A request that brought no answer and may be tried again."""

    def __init__(self, what: str, *, wait: float | None = None, slow: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.wait = wait
        """Seconds that the API asks to wait."""

        self.slow = slow
        """Whether it says that there is too much."""


class Unsent(Fault):
    """No connection: certainly not paid for."""


class Uncertain(Fault):
    """It went, and no whole answer came: perhaps paid for."""


class LaneClosed(Exception):
    """No more with this key: its money is spent."""

    wait = 0.0
    """Seconds until another key may be tried."""


def explained(error: Exception, lane: str, phase: str | None = None) -> Exception:
    """A Fault, LaneClosed, or PipelineError; the key's value is in none of them."""
    if isinstance(error, anthropic.APIStatusError):
        return _status(error, lane, phase)
    if isinstance(error, anthropic.APIConnectionError):
        causes = [*_causes(error)]
        if any(isinstance(cause, UNSENT) for cause in causes):
            return Unsent(f"no connection to the API ({_named(causes[-1])})")
        return Uncertain(f"the connection broke ({_named(causes[-1])})")
    if isinstance(error, UNREADABLE):
        return Uncertain(f"the answer can't be read ({_named(error)})")
    return error


def _status(error: anthropic.APIStatusError, lane: str, phase: str | None) -> Exception:
    message = " ".join((error.api_message or error.message).split())[:500]
    if _is_spent(error):
        return LaneClosed(f"{lane}: {message}")
    if error.status_code in AGAIN:
        return Fault(
            f"{error.status_code} {error.type or ''}".strip(),
            wait=retry_after(error.response.headers),
            slow=error.status_code in (429, 529),
        )
    return _parameters(error, message, lane, phase)


def _is_spent(error: anthropic.APIStatusError) -> bool:
    said = error.api_message or ""
    return (
        error.status_code == 402
        or error.error_code in SPENT
        or (error.status_code == 400 and said.startswith(SPENT_WORDS))
    )


def _parameters(
    error: anthropic.APIStatusError, message: str, lane: str, phase: str | None
) -> PipelineError:
    place = f"oracle.phases.{phase}" if phase else "runtime.oracle"
    match error.status_code:
        case 401 | 403:
            return PipelineError(
                f"the API does not accept the key: {message}",
                where=lane,
                fix="check the key in the environment or in .env",
            )
        case 404 if phase:
            return PipelineError(
                f"the API does not know it: {message}",
                where=f"{place}.model",
                fix="see platform.claude.com/docs/en/about-claude/models",
            )
    return PipelineError(
        f"the API refuses the request ({error.status_code}): {message}", where=place
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__


def _named(error: BaseException) -> str:
    """The kind of error, without a message that might quote what was sent."""
    return type(error).__name__
