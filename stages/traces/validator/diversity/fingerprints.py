"""Count repetitions among any number of texts, exactly, in bounded memory.

A text is its 128-bit BLAKE2b; partitions by the first byte of it go to disk once they outgrow a
fixed share of memory, and are counted one by one.
"""

import hashlib
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Prints = NDArray[np.uint64]
"""Two words a text."""

PARTITIONS = 256
IN_MEMORY = 16 << 20
"""Bytes kept in memory before they are written out."""


def digests(texts: Iterable[bytes]) -> bytes:
    """Of many texts, 16 bytes each."""
    return b"".join([hashlib.blake2b(text, digest_size=16).digest() for text in texts])


def as_prints(digests: bytes | bytearray) -> Prints:
    """Digests as words, shape (texts, 2)."""
    return np.frombuffer(digests, dtype="<u8").reshape(-1, 2)


class Repetitions(ExitStack):
    """Fingerprints so far; a context manager that removes its files."""

    def __init__(self, folder: Path | None = None, in_memory: int = IN_MEMORY) -> None:
        """Files go to a folder of their own in `folder` (None: the system's place for them)."""
        super().__init__()
        self._place, self._limit = folder, in_memory
        self._folder: Path | None = None
        self._buffer: list[Prints] = []
        self._buffered = 0

    def add(self, prints: Prints) -> None:
        """Take in the fingerprints of a batch."""
        self._buffer.append(prints)
        self._buffered += prints.nbytes
        if self._buffered > self._limit:
            self._write()

    def count(self) -> int:
        """How many repeat an earlier one; call it once, at the end."""
        if self._folder is None:
            return _repeated(np.concatenate([np.empty((0, 2), np.uint64), *self._buffer]))
        self._write()
        return sum(
            _repeated(np.fromfile(path, dtype="<u8").reshape(-1, 2))
            for path in self._folder.iterdir()
        )

    def _write(self) -> None:
        if not self._buffer:
            return
        if self._folder is None:
            made = tempfile.TemporaryDirectory(prefix=".repetitions-", dir=self._place)
            self._folder = Path(self.enter_context(made))
        prints = np.concatenate(self._buffer)
        places = (prints[:, 0] >> np.uint64(56)).astype(np.uint8)
        bounds = np.cumsum(np.bincount(places, minlength=PARTITIONS))[:-1]
        shares = np.split(prints[np.argsort(places, kind="stable")], bounds)
        for number, share in enumerate(shares):
            with (self._folder / f"{number:03d}.prints").open("ab") as file:
                file.write(share.tobytes())
        self._buffer, self._buffered = [], 0


def _repeated(prints: Prints) -> int:
    ordered = prints[np.lexsort((prints[:, 1], prints[:, 0]))]
    return int((ordered[1:] == ordered[:-1]).all(axis=1).sum())
