"""Wait for batches to end."""

import asyncio

from anthropic import NotFoundError
from anthropic.types.messages import MessageBatch

from stages.traces.transports.lane import Lane
from stages.traces.transports.patience import patiently

TRIES = 60
"""Looks that may fail in a row, with pauses of up to a minute: who waits a day for a batch does not
give up because the API is out of reach for a while."""


class Watch:
    """Looks at a batch now and then."""

    def __init__(self, poll: float, retries: int) -> None:
        self._poll, self.retries = poll, retries

    async def ended(self, name: str, lane: Lane) -> MessageBatch | None:
        """The batch, once it has ended; None if its results are not to be had any more.

        The API keeps results for 29 days.
        """
        while True:
            found = await patiently(lane, TRIES, lambda: _retrieved(name, lane))
            if found is None or found.archived_at:
                return None
            if found.processing_status == "ended":
                return found
            await asyncio.sleep(self._poll)


async def _retrieved(name: str, lane: Lane) -> MessageBatch | None:
    try:
        return await lane.client.messages.batches.retrieve(name)
    except NotFoundError:
        return None
