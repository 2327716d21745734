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


async def collect(
    client: anthropic.AsyncAnthropic, name: str, items: Mapping[str, Item], ledger: Ledger
) -> AsyncIterator[list[Answer]]:
    """Put the answers of an ended batch on disk, and yield them then, some at a time.

    What expired, was canceled or failed is not among them and was not paid for. Results that are
    not of `items`, or in the ledger already, are left out. Raises PipelineError if the API found
    the parameters of a request wrong.
    """
    waiting: list[Answer] = []
    async for result in await client.messages.batches.results(name):
        if (answer := _answer(result, items)) and not ledger.has(answer):
            waiting.append(answer)
        if len(waiting) >= TOGETHER:
            await ledger.record(waiting)
            yield waiting
            waiting = []
    await ledger.record(waiting)
    yield waiting


def _answer(result: MessageBatchIndividualResponse, items: Mapping[str, Item]) -> Answer | None:
    item = items.get(result.custom_id)
    if item is None:
        return None
    if result.result.type == "succeeded":
        return answer_of(item, result.result.message, "batches")
    if result.result.type == "errored" and result.result.error.error.type in PARAMETERS:
        error = result.result.error.error
        raise PipelineError(
            f"the API refuses the request: {' '.join(error.message.split())[:500]}",
            where=f"oracle.phases.{item.phase}",
        )
    return None
