"""Which accepted traces have the request of another one."""

from array import array
from hashlib import blake2b

import numpy as np

from schemas.domain import Intent
from stages.traces.phases.outcome import Accepted
from stages.traces.phases.wanted import Wanted


class Repeats:
    """Compares requests by 64 bits of a hash, some twenty bytes a trace in memory.

    Of equal requests the one of the earlier pass counts, and of one pass that of the first row.
    """

    def __init__(self) -> None:
        self._seen = np.empty(0, np.uint64)
        self._cells: dict[tuple[str, Intent], int] = {}
        self._clear()

    def add(self, accepted: Accepted) -> None:
        """Note a trace of the pass that is under way."""
        one, text = accepted.wanted, accepted.trace["request"]["text"]
        digest = blake2b(text.encode(), digest_size=8).digest()
        self._digests.append(int.from_bytes(digest, "little"))
        self._rows.append(one.row)
        self._rounds.append(one.round)
        self._places.append(self._cells.setdefault((one.domain, one.intent), len(self._cells)))

    def found(self) -> list[Wanted]:
        """The rows of the pass whose requests are repeats; the pass has ended."""
        digests = np.array(self._digests, np.uint64)
        order = np.argsort(np.array(self._rows))
        fresh = np.zeros(len(digests), bool)
        fresh[order[np.unique(digests[order], return_index=True)[1]]] = True
        fresh &= ~np.isin(digests, self._seen)
        self._seen = np.concatenate([self._seen, digests[fresh]])
        repeats = [self._wanted(int(place)) for place in np.flatnonzero(~fresh)]
        self._clear()
        return repeats

    def _wanted(self, place: int) -> Wanted:
        cells = list(self._cells)
        domain, intent = cells[self._places[place]]
        return Wanted(self._rows[place], domain, intent, self._rounds[place])

    def _clear(self) -> None:
        self._digests, self._rows = array("Q"), array("Q")
        self._rounds, self._places = array("Q"), array("H")
