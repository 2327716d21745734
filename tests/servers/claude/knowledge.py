"""What the simulated model knows: the template traces, found again by the text of the request."""

from functools import cache
from typing import Any

from schemas.domain import Domain
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
from tests.servers.claude.draws import digest

CREATED_AT = "2026-06-01T00:00:00Z"


class Knowledge:
    """The traces of one seed.

    Which trace a text is of is a fact, whoever asked for it: it is kept as long as the process, and
    no server's state.
    """

    def __init__(self, seed: int) -> None:
        self._oracle = TemplateOracle(load_domains(), seed, CREATED_AT)
        self._known: dict[bytes, tuple[str, int]] = {}

    def domain(self, name: str) -> Domain | None:
        """The domain of that name, if there is one."""
        file = self._oracle.domains.get(name)
        return file.domain if file else None

    def text(self, domain: str, intent: str, index: int) -> str:
        """The request of a trace."""
        text = self._oracle.trace(domain, intent, index)["request"]["text"]
        self._known[digest(domain, text)] = (intent, index)
        return text

    def calls(self, domain: str, text: str) -> list[dict[str, Any]] | None:
        """The calls of the trace with that request, if its text was ever given out."""
        found = self._known.get(digest(domain, text))
        return self._oracle.trace(domain, *found)["graph"]["calls"] if found else None


@cache
def knowledge(seed: int) -> Knowledge:
    """What a model of that seed knows; shared by all servers of the process."""
    return Knowledge(seed)
