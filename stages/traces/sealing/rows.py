"""Which sealed trace is in which row of the set: all of them, in the order of the rows wanted."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from schemas.seal import TRACES
from stages.traces.writing.quotas import Cell, Slot


class SealedRows:
    """The cells of the sealed traces; see stages.traces.writing.job.Schedule."""

    def __init__(self, folder: Path, domains: tuple[str, ...]) -> None:
        """`domains` are those that were asked for, in order."""
        columns = ["domain", "intent"]
        table = pq.read_table(folder / TRACES, columns=columns, read_dictionary=columns)
        self._domains = table.column("domain").combine_chunks()
        self._intents = table.column("intent").combine_chunks()
        self.domains = domains

    @property
    def counts(self) -> dict[Cell, int]:
        """Rows by cell."""
        counts = Counter(slot.cell for slot in self.slots(0, len(self._domains)))
        return dict(sorted(counts.items()))

    def slots(self, start: int, stop: int) -> Iterator[Slot]:
        """The slots of the rows from `start` to before `stop`; `round` is the row."""
        domains = self._domains.slice(start, stop - start).to_pylist()
        intents = self._intents.slice(start, stop - start).to_pylist()
        for row, cell in enumerate(zip(domains, intents, strict=True), start):
            yield Slot(Cell(*cell), row)

    def index(self, slot: Slot, attempt: int) -> int:
        """The row: there is one candidate."""
        return slot.round
