"""Which rows of a table are still good, and why the others are not."""

import numpy as np

from stages.flows.record import Flags
from stages.flows.rejects import Reject
from stages.flows.table import Table


class Sieve:
    """Which rows of a table are still good, and why the others are not."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.good: Flags = ~table.wrong
        self.rejects = list(table.rejects)

    def refuse(self, rows: Flags, reason: str, value: str = "") -> None:
        """Reject those of `rows` that are still good."""
        rows = rows & self.good
        self.good &= ~rows
        for index in np.flatnonzero(rows).tolist():
            line, text = int(self.table.lines[index]), self.table.row(index)
            self.rejects.append(Reject(self.table.file, line, reason, value, text))
