"""Rate limits: token buckets, three a key, and the headers that tell of them."""

import time
from datetime import UTC, datetime, timedelta

from tests.servers.claude.errors import rate_limit
from tests.servers.claude.settings import Settings
from tests.servers.claude.usage import Usage

NAMES = ("requests", "input_tokens", "output_tokens")
UNLIMITED = 1_000_000_000
"""What the headers say of a limit that there is not."""


class Bucket:
    """Fills up with so much a minute; may be overdrawn once."""

    def __init__(self, per_minute: float, burst_seconds: float) -> None:
        self.per_minute, self.rate = per_minute, per_minute / 60
        self.size = max(1.0, self.rate * burst_seconds)
        self._level, self._at = self.size, time.monotonic()

    @property
    def level(self) -> float:
        """What is in it now."""
        now = time.monotonic()
        self._level = min(self.size, self._level + (now - self._at) * self.rate)
        self._at = now
        return self._level

    def take(self, amount: float) -> None:
        """Take that much, whether it is there or not."""
        self._level = self.level - amount

    def wait(self, level: float = 1.0) -> float:
        """Seconds until it holds that much."""
        return max(0.0, (level - self.level) / self.rate)


class Limits:
    """The buckets of all keys."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def admit(self, key: str) -> None:
        """Let a request in, or raise ApiError 429 with the time to wait."""
        buckets = [bucket for name in NAMES if (bucket := self._bucket(key, name))]
        wait = max((bucket.wait() for bucket in buckets), default=0.0)
        if wait > 0:
            raise rate_limit({**self.headers(key), "retry-after": f"{wait:.3f}"})
        if requests := self._bucket(key, "requests"):
            requests.take(1)

    def charge(self, key: str, usage: Usage) -> None:
        """Take the tokens of a message; what was read from the cache is free."""
        written = usage.cache_write_5m + usage.cache_write_1h
        if bucket := self._bucket(key, "input_tokens"):
            bucket.take(usage.input + written)
        if bucket := self._bucket(key, "output_tokens"):
            bucket.take(usage.output)

    def headers(self, key: str) -> dict[str, str]:
        """What the limits are and what is left of them."""
        now, headers = datetime.now(UTC), {}
        for name in NAMES:
            bucket, head = self._bucket(key, name), f"anthropic-ratelimit-{name.replace('_', '-')}"
            full = now + timedelta(seconds=bucket.wait(bucket.size) if bucket else 0)
            headers[f"{head}-limit"] = str(int(bucket.per_minute) if bucket else UNLIMITED)
            headers[f"{head}-remaining"] = str(max(0, int(bucket.level)) if bucket else UNLIMITED)
            headers[f"{head}-reset"] = full.strftime("%Y-%m-%dT%H:%M:%SZ")
        return headers

    def _bucket(self, key: str, name: str) -> Bucket | None:
        """The bucket as the settings want it now."""
        per_minute = getattr(self._settings, f"{name}_per_minute")
        if per_minute is None:
            return None
        bucket = self._buckets.get((key, name))
        if bucket is None or bucket.per_minute != per_minute:
            bucket = Bucket(per_minute, self._settings.burst_seconds)
            self._buckets[key, name] = bucket
        return bucket
