"""Which of the API's batches is one that was being created when a run died.

The API has no idempotency key for batches, and its list says nothing of what is in them. But the
results carry custom_ids, which are hashes of the questions: a batch is ours if its are.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from anthropic.types.messages import MessageBatch

from stages.traces.ledger import batches
from stages.traces.ledger.batches import Item, OpenBatch
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.lane import Lane
from stages.traces.transports.patience import patiently
from stages.traces.transports.watching import Watch

SKEW = timedelta(minutes=10)
"""How far our clock and the API's may be apart."""


class Finder:
    """Looks through the batches of a key, for one of ours at a time."""

    def __init__(self, ledger: Ledger, watch: Watch, settle: float) -> None:
        self._ledger, self._watch, self._settle = ledger, watch, settle
        self._alone = asyncio.Lock()

    async def find(self, batch: OpenBatch, lane: Lane) -> str | None:
        """The API's id of a batch, noted in the ledger; None if it never came to be."""
        await asyncio.sleep(self._settle - (datetime.now(UTC) - batch.at).total_seconds())
        async with self._alone:
            wanted = batches.items(self._ledger, batch.id)
            for listed in await patiently(
                lane, self._watch.retries, lambda: self._listed(batch, lane)
            ):
                if await self._is_ours(listed, wanted, lane):
                    await batches.name(self._ledger, batch.id, listed.id)
                    return listed.id
        return None

    async def _listed(self, batch: OpenBatch, lane: Lane) -> list[MessageBatch]:
        """Batches that it could be; those first that need not be waited for."""
        known, found = batches.names(self._ledger), []
        async for listed in lane.client.messages.batches.list(limit=100):
            if listed.created_at < batch.at - SKEW:
                break
            if listed.id not in known and _size(listed) == batch.requests:
                found.append(listed)
        return sorted(found, key=lambda one: one.processing_status != "ended")

    async def _is_ours(self, listed: MessageBatch, wanted: Mapping[str, Item], lane: Lane) -> bool:
        ended = await self._watch.ended(listed.id, lane)
        if ended is None:
            return False
        return await patiently(lane, self._watch.retries, lambda: _matches(listed.id, wanted, lane))


async def _matches(name: str, wanted: Mapping[str, Item], lane: Lane) -> bool:
    seen = 0
    async for result in await lane.client.messages.batches.results(name):
        if result.custom_id not in wanted:
            return False
        seen += 1
    return seen == len(wanted)


def _size(listed: MessageBatch) -> int:
    counts = listed.request_counts
    return counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
