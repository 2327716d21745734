"""The results of a batch: into the ledger first, then to whoever waits."""

from collections.abc import AsyncIterator, Mapping

import anthropic
from anthropic.types.messages import MessageBatchIndividualResponse

from stages.common.errors import PipelineError
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.reading import answer_of

TOGETHER = 500
"""Answers that are put on disk at a time."""

PARAMETERS = frozenset(
    {"invalid_request_error", "not_found_error", "permission_error", "authentication_error"}
)
"""Errors of a request that would come again."""


class Results:
    """Those of one ended batch."""

    def __init__(self, items: Mapping[str, Item], ledger: Ledger) -> None:
        self._items, self._ledger = items, ledger
        self.refused: dict[str, PipelineError] = {}
        """Questions whose parameters the API finds wrong, by key; others of the batch are fine."""

    async def collect(
        self, client: anthropic.AsyncAnthropic, name: str
    ) -> AsyncIterator[list[Answer]]:
        """Put the answers on disk, and yield them then, some at a time.

        What expired, was canceled or failed is not among them and was not paid for. Results that
        are of no item of ours, or in the ledger already, are left out.
        """
        waiting: list[Answer] = []
        async for result in await client.messages.batches.results(name):
            if (answer := self._answer(result)) and not self._ledger.has(answer):
                waiting.append(answer)
            if len(waiting) >= TOGETHER:
                await self._ledger.record(waiting)
                yield waiting
                waiting = []
        await self._ledger.record(waiting)
        yield waiting

    def _answer(self, result: MessageBatchIndividualResponse) -> Answer | None:
        item = self._items.get(result.custom_id)
        if item is None:
            return None
        if result.result.type == "succeeded":
            return answer_of(item, result.result.message, "batches")
        if result.result.type == "errored" and result.result.error.error.type in PARAMETERS:
            self.refused[item.key] = _refused(item, result.result.error.error.message)
        return None


def _refused(item: Item, message: str) -> PipelineError:
    return PipelineError(
        f"the API refuses the request: {' '.join(message.split())[:500]}",
        where=f"oracle.phases.{item.phase}",
    )
