"""How long to wait: what the API's headers say, and growing pauses where they say nothing."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime

from tenacity import RetryCallState, wait_exponential_jitter

MOST = 120.0
"""Seconds that a header is trusted for; limits are per minute."""

LIMITS = ("requests", "tokens", "input-tokens", "output-tokens")

_growing = wait_exponential_jitter(multiplier=0.5, max=60)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of `retry-after-ms` or `retry-after`; None for an answer without."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        if not math.isnan(seconds):
            return min(max(seconds, 0.0), MOST)
    return None


def used_up(headers: Mapping[str, str]) -> float | None:
    """Seconds until a limit that has nothing remaining is reset; None where all have something."""
    waits = [
        _until(headers.get(f"anthropic-ratelimit-{name}-reset"))
        for name in LIMITS
        if headers.get(f"anthropic-ratelimit-{name}-remaining") == "0"
    ]
    return max(waits, default=None)


def _until(moment: str | None) -> float:
    try:
        seconds = (datetime.fromisoformat(moment or "") - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 1.0
    return min(max(seconds, 0.0), MOST)


def pause(state: RetryCallState) -> float:
    """For tenacity: what the fault says, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    wait = getattr(error, "wait", None)
    return float(wait) if wait is not None else _growing(state)
