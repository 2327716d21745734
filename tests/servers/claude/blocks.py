"""Content of messages and system prompts: a text, or a list of blocks."""

from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]


def blocks(content: Any) -> list[Block]:
    """The content as blocks."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def joined(several: list[Block]) -> str:
    """What they say."""
    return "\n".join([block.get("text", "") for block in several])


def marked(body: dict[str, Any]) -> Iterator[Block]:
    """All blocks of a request that carry a mark for the cache."""
    said = (block for message in body["messages"] for block in blocks(message["content"]))
    everything = (*blocks(body.get("system") or []), *said)
    return (block for block in everything if block.get("cache_control") is not None)
