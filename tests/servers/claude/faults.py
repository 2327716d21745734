"""What goes wrong between client and server, each by a share of its own in the settings.

rate_limited: 429 with retry-after. rate_limited_bare: 429 with no header at all. error_500,
error_504, overloaded: 500, 504, 529. cut_before: the connection is closed and nothing was done.
cut_after: all was done (and paid) and the connection is closed, with no or half a body.
"""

from collections import Counter
from collections.abc import Callable

from tests.servers.claude.draws import unit
from tests.servers.claude.errors import ApiError, rate_limit
from tests.servers.claude.settings import Settings

NAMES = (
    "rate_limited",
    "rate_limited_bare",
    "error_500",
    "error_504",
    "overloaded",
    "cut_before",
    "cut_after",
)
ERRORS: dict[str, Callable[[], ApiError]] = {
    "rate_limited_bare": lambda: rate_limit({}),
    "error_500": lambda: ApiError(500, "Internal server error"),
    "error_504": lambda: ApiError(504, "Request timed out"),
    "overloaded": lambda: ApiError(529, "Overloaded"),
}


class Cut(Exception):
    """The connection is to be closed after so much of the body; None: without an answer."""

    def __init__(self, body: bytes | None = None) -> None:
        super().__init__("cut")
        self.body = body


class Faults:
    """Draws a fault, or none, for each try of a content."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tries: Counter[str] = Counter()

    def meet(self, content: str) -> "Ending":
        """Raise what hits the request before anything is done; returns how it is to end."""
        fault = self._drawn(content)
        if fault == "rate_limited":
            raise rate_limit({"retry-after": str(self._settings.retry_after)})
        if fault == "cut_before":
            raise Cut
        if fault in ERRORS:
            raise ERRORS[fault]()
        half = unit(self._settings.seed, "half", content, self._tries[content]) < 0.5
        return Ending(cut=fault == "cut_after", half=half)

    def _drawn(self, content: str) -> str | None:
        """Shares lie side by side, so that each is met exactly."""
        self._tries[content] += 1
        drawn = unit(self._settings.seed, "fault", content, self._tries[content])
        for name in NAMES:
            drawn -= getattr(self._settings, name)
            if drawn < 0:
                return name
        return None


class Ending:
    """How a request that was served ends."""

    def __init__(self, cut: bool, half: bool) -> None:
        self.cut, self.half = cut, half

    def check(self, body: bytes) -> None:
        """Raise Cut if the client is not to get the body."""
        if self.cut:
            raise Cut(body[: len(body) // 2] if self.half else None)
