"""The phase in which the model writes requests: those of template traces."""

import re
from typing import Any

import orjson

from tests.servers.claude.draws import whole
from tests.servers.claude.errors import invalid
from tests.servers.claude.knowledge import Knowledge
from tests.servers.claude.mistakes import Mistakes

BRIEFS = re.compile(r"<briefs>(.*)</briefs>", re.DOTALL)
INDICES = 10**9
FEW = 3
"""So many indices are shared by all texts that are repeated."""


def write_requests(known: Knowledge, mistakes: Mistakes) -> dict[str, Any]:
    """A text for each brief."""
    found = BRIEFS.search(mistakes.ask.first)
    if not found:
        raise invalid("the simulated model sees no <briefs> in the first message")
    briefs = orjson.loads(found[1])
    if mistakes.makes("missing_requests"):
        del briefs[whole("missing", mistakes.ask.task) % len(briefs)]
    return {"requests": [_written(known, mistakes, brief) for brief in briefs]}


def _written(known: Knowledge, mistakes: Mistakes, brief: dict[str, Any]) -> dict[str, Any]:
    number = brief["number"]
    index = whole(mistakes.settings.seed, mistakes.ask.content, number) % INDICES
    if mistakes.makes("repeated_texts", number):
        index %= FEW
    text = known.text(mistakes.ask.domain, brief["intent"], index)
    return {"number": number, "text": text}
