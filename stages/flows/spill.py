"""Keep any number of flows in partitions, on disk once they outgrow a fixed share of memory.

Flows with equal `twin` share a partition, so that duplicates, conflicts and near-twins are found
within one partition at a time.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from stages.flows.record import FLOW, Flows

PARTITIONS = 256
IN_MEMORY = 128 << 20
"""Bytes kept in memory before they are written out."""


class Partitions:
    """Flows by the top bits of `twin`; a context manager that removes its files."""

    def __init__(self, folder: Path, in_memory: int = IN_MEMORY) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = tempfile.TemporaryDirectory(prefix="flows-", dir=folder)
        self._buffers: list[list[Flows]] = [[] for _ in range(PARTITIONS)]
        self._buffered, self._limit = 0, in_memory

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def add(self, shares: list[Flows]) -> None:
        """Take in a batch, as `divided`."""
        for buffer, flows in zip(self._buffers, shares, strict=True):
            if len(flows):
                buffer.append(flows)
                self._buffered += flows.nbytes
        if self._buffered > self._limit:
            self._write()

    def __iter__(self) -> Iterator[Flows]:
        """Each partition's flows, whole."""
        for number, buffer in enumerate(self._buffers):
            path = self._path(number)
            written = path.read_bytes() if path.exists() else b""
            if written or buffer:
                yield np.frombuffer(b"".join((written, *map(_bytes, buffer))), dtype=FLOW)

    def _write(self) -> None:
        for number, buffer in enumerate(self._buffers):
            with self._path(number).open("ab", buffering=0) as file:
                file.write(b"".join(map(_bytes, buffer)))  # one large write, not many small ones
            buffer.clear()
        self._buffered = 0

    def _path(self, number: int) -> Path:
        return Path(self._folder.name) / f"{number:03d}.flows"


def divided(flows: Flows) -> list[Flows]:
    """A batch by partition."""
    places = (flows["twin"] >> np.uint64(56)).astype(np.uint8)
    order = np.argsort(places, kind="stable")  # a radix sort, for bytes
    bounds = np.cumsum(np.bincount(places, minlength=PARTITIONS))
    return np.split(flows.take(order), bounds[:-1])


def _bytes(flows: Flows) -> memoryview:
    return memoryview(flows.data).cast("B")
