"""Rows stand in order of their source, and no question stands twice."""

from collections.abc import Iterator

from schemas.e2 import E2Row


class Order:
    """The rows of one file so far: a few bytes each."""

    def __init__(self) -> None:
        self._last, self._last_line = "", 0
        self._seen: dict[int, int] = {}

    def faults(self, line: int, row: E2Row) -> Iterator[str]:
        """What is wrong with the next row where it stands."""
        if row.meta.source <= self._last:
            yield f"meta.source: not after that of line {self._last_line}; rows are sorted by it"
        self._last, self._last_line = row.meta.source, line
        first = self._seen.setdefault(int(row.meta.hash, 16), line)
        if first != line:
            yield f"same question as line {first}"
