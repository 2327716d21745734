"""A request for a message, and what the simulated model reads in it."""

import re
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson

from tests.servers.claude.blocks import blocks, joined

DOMAIN = re.compile(r"<domain>(.*?)</domain>")
PHASE = re.compile(r"<phase>(\w+)</phase>")


class Ask:
    """The body of a request, known by its content."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        self._bare = _bare(body)
        self.content = _hash(self._bare)
        """SHA-256 of the body as JSON with sorted keys, without any `cache_control`."""

    @cached_property
    def task(self) -> str:
        """The content of the conversation as it was before it was corrected."""
        if not self.corrected:
            return self.content
        return _hash({**self._bare, "messages": self._bare["messages"][:1]})

    @property
    def corrected(self) -> bool:
        """Whether an answer was shown to be wrong."""
        return len(self.body["messages"]) > 1

    @property
    def model(self) -> str:
        """The id of the model."""
        return self.body["model"]

    @property
    def format(self) -> dict[str, Any] | None:
        """The schema that the answer has to fit."""
        return ((self.body.get("output_config") or {}).get("format") or {}).get("schema")

    @cached_property
    def packed_format(self) -> bytes:
        """The schema as bytes, to know it again."""
        return orjson.dumps(self.format, option=orjson.OPT_SORT_KEYS)

    @cached_property
    def system(self) -> list[dict[str, Any]]:
        """Text blocks."""
        return blocks(self.body.get("system") or [])

    @cached_property
    def told(self) -> str:
        """All that the system prompt says."""
        return joined(self.system)

    @cached_property
    def first(self) -> str:
        """What the first message says: the task."""
        return joined(blocks(self.body["messages"][0]["content"]))

    @property
    def chars(self) -> int:
        """How long all of it is."""
        said = (joined(blocks(message["content"])) for message in self.body["messages"])
        return len(self.told) + sum(map(len, said))

    @property
    def domain(self) -> str:
        """The domain that the system prompt names, or nothing."""
        return _found(DOMAIN, self.told)

    @property
    def phase(self) -> str:
        """The phase that the system prompt names, or nothing."""
        return _found(PHASE, self.told)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key != "cache_control"}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _hash(value: Any) -> str:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
