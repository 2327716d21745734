"""Clients of the SDK, one a key."""

from collections.abc import Mapping

import anthropic
import httpx2

from schemas.sections.oracle_runtime import OracleRuntime
from stages.traces.transports.lane import Lane

CONNECT = 10.0
"""Seconds that a connection may take."""

SPARE = 8
"""Connections beside those of the questions: batches are looked at while others are sent."""


def lanes_of(keys: Mapping[str, str], runtime: OracleRuntime) -> list[Lane]:
    """A lane for each key. The SDK tries nothing again by itself: what is sent is accounted for.

    ANTHROPIC_BASE_URL, which the SDK honours, points to another address. Connections are aiohttp's:
    httpx looks at every idle one for each request, which takes half the time with hundreds of them.
    """
    return [Lane(name, _client(key, runtime), runtime.concurrency) for name, key in keys.items()]


def _client(key: str, runtime: OracleRuntime) -> anthropic.AsyncAnthropic:
    timeout = anthropic.Timeout(runtime.timeout, connect=CONNECT)
    connections = runtime.concurrency + SPARE
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    http = anthropic.DefaultAioHttpClient(limits=limits, timeout=timeout)
    return anthropic.AsyncAnthropic(api_key=key, max_retries=0, timeout=timeout, http_client=http)
