"""A message batch: its requests, and what became of them."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from tests.servers.claude.usage import Usage

Outcome = Literal["succeeded", "errored", "expired", "canceled"]

LIFE = timedelta(hours=24)
OUTCOMES: tuple[Outcome, ...] = ("succeeded", "errored", "expired", "canceled")


@dataclass(slots=True)
class Item:
    """A request of a batch. Bodies and results are JSON, compressed."""

    custom_id: str
    tries: int
    """How often this custom_id was part of a batch, this time included."""

    body: bytes | None
    """Dropped when the result is there."""

    result: bytes = b""
    """As a line of the results says it."""

    outcome: Outcome = "canceled"
    content: str = ""
    model: str = ""
    usage: Usage | None = None
    """Of a message that was made, as are content and model."""


@dataclass
class Batch:
    """In progress until its results are there and its time is over."""

    id: str
    key: str
    items: list[Item]
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    canceled: datetime | None = None
    ended: datetime | None = None
    cancellation: asyncio.Event = field(default_factory=asyncio.Event)

    def cancel(self) -> None:
        """End soon, without what is not processed."""
        if self.canceled is None:
            self.canceled = datetime.now(UTC)
            self.cancellation.set()

    @property
    def status(self) -> str:
        """The `processing_status`."""
        if self.ended:
            return "ended"
        return "canceling" if self.canceled else "in_progress"

    def shuffled(self) -> list[Item]:
        """The items in the order of the results."""
        return random.Random(self.id).sample(self.items, len(self.items))

    def told(self, url: str) -> dict[str, Any]:
        """As the API says it; `url` is the server's."""
        results = f"{url}/v1/messages/batches/{self.id}/results"
        return {
            "type": "message_batch",
            "id": self.id,
            "processing_status": self.status,
            "request_counts": self._counts(),
            "created_at": _moment(self.created),
            "expires_at": _moment(self.created + LIFE),
            "cancel_initiated_at": _moment(self.canceled),
            "ended_at": _moment(self.ended),
            "archived_at": None,
            "results_url": results if self.ended else None,
        }

    def _counts(self) -> dict[str, int]:
        """All are processing until the batch has ended."""
        counts = Counter(item.outcome for item in self.items) if self.ended else Counter()
        processing = 0 if self.ended else len(self.items)
        return {"processing": processing, **{name: counts[name] for name in OUTCOMES}}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
