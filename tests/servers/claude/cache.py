"""The prompt cache: what of a request was seen before."""

from collections.abc import Callable

from tests.servers.claude.ask import Ask
from tests.servers.claude.blocks import joined
from tests.servers.claude.usage import Usage, tokens

Prefix = tuple[str, str, bytes, str]
"""API key, model, output format, text."""


class PromptCache:
    """Holds prefixes for good: no time passes here.

    A prefix can be read as soon as an answer that wrote it is made; requests at the same time all
    write it, as with the API.
    """

    def __init__(self) -> None:
        self._held: set[Prefix] = set()

    def usage(self, key: str, ask: Ask, minimum: int) -> Callable[[int], Usage]:
        """The usage of a request that comes now, once the tokens of its output are known.

        To call what is returned is to have made the answer.
        """
        text, ttl = _prefix(ask)
        total, cached = tokens(ask.chars), tokens(len(text))
        if cached < minimum:
            return lambda output: Usage(total, 0, 0, 0, output)
        prefix = (key, ask.model, ask.packed_format, text)
        rest = total - cached
        if prefix in self._held:
            return lambda output: Usage(rest, 0, 0, cached, output)

        def write(output: int) -> Usage:
            self._held.add(prefix)
            short, long = (cached, 0) if ttl == "5m" else (0, cached)
            return Usage(rest, short, long, 0, output)

        return write


def _prefix(ask: Ask) -> tuple[str, str]:
    """The system up to its last mark for the cache, and how long that is to be kept."""
    text, ttl = "", "5m"
    for number, block in enumerate(ask.system, start=1):
        if mark := block.get("cache_control"):
            text, ttl = joined(ask.system[:number]), mark.get("ttl", "5m")
    return text, ttl
