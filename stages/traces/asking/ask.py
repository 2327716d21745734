"""One question to the API, known by what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from schemas.oracle_words import Phase

Body = Mapping[str, Any]
"""The arguments of `messages.create`."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; two that say the same are one, and its answer is paid for once."""

    phase: Phase
    domain: str
    body: Body

    key: str
    """SHA-256 of the body, 64 hex digits: also the custom_id of a batch's request."""

    @classmethod
    def of(cls, phase: Phase, domain: str, body: Body) -> "Ask":
        """The question that a body asks."""
        packed = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
        return cls(phase, domain, body, sha256(packed).hexdigest())

    def sent(self, lifetime: str) -> dict[str, Any]:
        """The body with the mark behind which the API's cache ends, and how long that is kept.

        The mark is no part of the key: it changes what an answer costs, not what it is.
        """
        *before, last = self.body["system"]
        marked = {**last, "cache_control": {"type": "ephemeral", "ttl": lifetime}}
        return {**self.body, "system": [*before, marked]}
