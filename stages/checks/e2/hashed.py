"""A file that is hashed while its lines are read."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from schemas.report import CheckedFile
from stages.common.progress import progress


class HashedLines:
    """The lines of a file with their numbers from 1; to be read once, to the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._digest = hashlib.sha256()
        self._rows = 0

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        size = self.path.stat().st_size
        with self.path.open("rb") as file, progress(self.path.name, size, "B") as bar:
            for self._rows, line in enumerate(file, 1):
                bar.update(len(line))
                self._digest.update(line)
                yield self._rows, line

    @property
    def checked(self) -> CheckedFile:
        """What was read."""
        return CheckedFile(rows=self._rows, sha256=self._digest.hexdigest())
