"""A batch that is being filled: its requests wait on disk, for it may have 250 MB of them."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

import orjson

from schemas.sections.oracle_runtime import BatchRuntime
from stages.traces.asking.ask import Ask
from stages.traces.ledger.batches import Item

HEAD, JOINT, TAIL = b'{"requests":[', b",", b"]}"
PIECE = 1 << 20
"""Bytes that are read at a time."""


class Spool:
    """The body of a `POST /v1/messages/batches`."""

    def __init__(self, limits: BatchRuntime, lifetime: str, folder: Path) -> None:
        self._limits, self._lifetime = limits, lifetime
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # closed by `close`
        self.items: list[Item] = []
        self.estimate = 0.0
        self.size = len(HEAD) + len(TAIL)
        """Bytes of the body as it stands."""

    def add(self, ask: Ask, estimate: float) -> bool:
        """Take a question in; False if it would be one too many."""
        packed = orjson.dumps({"custom_id": ask.key, "params": ask.sent(self._lifetime)})
        joint = JOINT if self.items else HEAD
        if self.items and self.size + len(JOINT) + len(packed) > self._limits.bytes:
            return False
        self._file.write(joint + packed)
        self.size += len(packed) + (len(JOINT) if self.items else 0)
        self.items.append(Item.of(ask))
        self.estimate += estimate
        return True

    @property
    def full(self) -> bool:
        """Whether it has as many requests as a batch may."""
        return len(self.items) >= self._limits.requests

    async def body(self) -> AsyncIterator[bytes]:
        """The body, in pieces; may be read again."""
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece
        yield TAIL

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()
