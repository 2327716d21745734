"""The Flow record: one typed row for every source.

Batches of flows are NumPy structured arrays of dtype `FLOW`; text columns hold codes of a
`Vocabulary`. Null is -1 everywhere.
"""

import hashlib
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stages.common.errors import PipelineError

Array = npt.NDArray[np.generic]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Flows = npt.NDArray[np.void]

NULL = -1
MOST_WORDS = 32_767
"""The largest code that the 16-bit columns of `FLOW` hold."""

FLOW = np.dtype(
    [
        ("twin", np.uint64),  # hash of what near-twins have in common
        ("content", np.uint64),  # hash of all that the question shows
        ("line", np.uint32),
        ("file", np.int16),
        ("scenario", np.int16),
        ("family", np.int16),
        ("protocol", np.int16),
        ("service", np.int16),
        ("state", np.int8),
        ("malicious", np.bool_),
        ("source_port", np.int32),
        ("destination_port", np.int32),
        ("duration_us", np.int64),
        ("sent_packets", np.int64),
        ("sent_bytes", np.int64),
        ("received_packets", np.int64),
        ("received_bytes", np.int64),
    ]
)


class Vocabulary:
    """Codes for strings, in order of arrival; safe to use from several threads.

    Codes depend on the order of arrival and never leave a run: hashes and sorting go by the string.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self._codes: dict[str, int] = {}
        self._lock = threading.Lock()

    def code(self, word: str | None) -> int:
        """The code of a word, new if need be; None is NULL."""
        if word is None:
            return NULL
        with self._lock:
            code = self._codes.get(word)
            if code is None:
                code = self._codes[word] = len(self.words)
                self.words.append(word)
            if code > MOST_WORDS:
                raise PipelineError(
                    f"more than {MOST_WORDS:,} different names, the last {word!r}",
                    fix="is the column with protocols, services, labels or files the right one?",
                )
            return code

    def codes(self, words: Iterable[str | None]) -> Ints:
        """The codes of many words."""
        return np.array([self.code(word) for word in words], dtype=np.int64)

    def word(self, code: int) -> str | None:
        """The inverse of `code`."""
        return None if code == NULL else self.words[code]

    def ranks(self) -> Ints:
        """The place of each code's word in sorted order, so that ties break alike in any run."""
        ranks = np.empty(len(self.words), dtype=np.int64)
        ranks[sorted(range(len(self.words)), key=self.words.__getitem__)] = np.arange(len(ranks))
        return ranks


@dataclass(slots=True)
class Coder:
    """The vocabularies of a run, shared by all its batches."""

    files: Vocabulary
    scenarios: Vocabulary
    families: Vocabulary
    protocols: Vocabulary
    services: Vocabulary

    @classmethod
    def new(cls) -> "Coder":
        """Empty vocabularies."""
        return cls(*(Vocabulary() for _ in range(5)))


def word_hash(word: str | None) -> int:
    """A 64-bit hash of a string, the same on any machine; None has one too."""
    data = b"\x00" if word is None else b"\x01" + word.encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
