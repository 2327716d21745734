"""What both ways to the API have in common."""

from collections.abc import Callable
from typing import Protocol

from stages.common.errors import PipelineError
from stages.traces.asking.ask import Ask
from stages.traces.ledger.answer import Answer

Pay = Callable[[Answer], None]
"""Told of each answer, once it is in the ledger."""


class Unanswered(Exception):
    """A question that the API did not answer, however often it was tried; it may be asked later."""


class Transport(Protocol):
    """Brings questions to the API and answers to the ledger."""

    async def earlier(self, key: str) -> Answer | None:
        """The answer to a question that an earlier run sent; None if there is none to come."""
        ...

    async def answer(self, ask: Ask, estimate: float) -> Answer:
        """The answer, which is in the ledger by then.

        Raises Unanswered, and PipelineError where asking further makes no sense.
        """
        ...

    async def start(self) -> None:
        """Take up what an earlier run left."""
        ...

    def stop(self, why: PipelineError) -> None:
        """Send nothing more; whoever waits to send is told why."""
        ...

    async def close(self) -> None:
        """End what runs in the background."""
        ...
