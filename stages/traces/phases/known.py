"""Answers that are there already: nothing is asked, nothing is paid."""

from collections.abc import Callable

from stages.traces.asking.ask import Ask
from stages.traces.ledger.answer import Answer
from stages.traces.transports.transport import Unanswered

Lookup = Callable[[str], Answer | None]
"""From the key of a question to its answer."""

Missing = Callable[[Ask], None]
"""Told of each question without an answer."""


class Known:
    """Goes by a ledger alone; see stages.traces.phases.asker.Answers."""

    def __init__(self, lookup: Lookup, missing: Missing) -> None:
        self._lookup, self._missing = lookup, missing

    async def answer(self, ask: Ask) -> Answer:
        """The answer; raises Unanswered where there is none."""
        if found := self._lookup(ask.key):
            return found
        self._missing(ask)
        raise Unanswered("it was not asked yet")
