"""Patches apply to their questions with `git apply`, many rows with one run of Git."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import run

from schemas.e2 import E2Row, patch_header
from stages.checks.problems import Problems

FULL = 8_000_000
"""Characters of files and patches that are checked together; a few hundred rows."""

COMMAND = ("git", "apply", "-p1", "--whitespace=nowarn", "--numstat", "-z", "--apply", "-")
"""Applies, and tells which files it changed."""


class PatchChecks:
    """Collects the patched rows of a file, and checks them share by share."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self._path, self._problems = path, problems
        self._rows: list[tuple[int, E2Row]] = []
        self._size = 0

    def add(self, line: int, row: E2Row) -> None:
        """Check the patch of a row now or later; a row without one is passed over."""
        if row.info.patch is None:
            return
        self._rows.append((line, row))
        self._size += len(row.question) + len(row.info.patch)
        if self._size >= FULL:
            self.flush()

    def flush(self) -> None:
        """Check all rows added so far."""
        faults = _faults([row for _, row in self._rows])
        for (line, _), fault in zip(self._rows, faults, strict=True):
            if fault:
                self._problems.add(f"info.patch: {fault}", self._path, line)
        self._rows, self._size = [], 0


class _RefusedError(Exception):
    """Why patches can't be applied together."""


def _faults(rows: Sequence[E2Row]) -> Iterator[str | None]:
    """What is wrong with the patch of each row; after a failure, each is tried alone."""
    try:
        after = _applied(rows)
    except _RefusedError as error:
        if len(rows) == 1:
            yield str(error)
            return
        for row in rows:
            yield from _faults([row])
    else:
        yield from map(_fault, rows, after)


def _fault(row: E2Row, after: bytes) -> str | None:
    if not after:
        return "empties the file"
    return "changes nothing" if after == row.question.encode() else None


def _applied(rows: Sequence[E2Row]) -> list[bytes]:
    """The files after their patches, each in a folder of its own; raises _RefusedError."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        places = [f"{number}/{row.meta.path}" for number, row in enumerate(rows)]
        for place, row in zip(places, rows, strict=True):
            (root / place).parent.mkdir(parents=True)
            (root / place).write_bytes(row.question.encode())
        touched = _git_apply("".join(map(_moved, rows, places)), root) if rows else []
        if touched != places or not all((root / place).is_file() for place in places):
            raise _RefusedError("is not of this one file alone")
        return [(root / place).read_bytes() for place in places]


def _moved(row: E2Row, place: str) -> str:
    """The patch of a row, for its file at another place."""
    assert row.info.patch is not None  # only such rows are added
    return patch_header(place) + row.info.patch.removeprefix(patch_header(row.meta.path))


def _git_apply(patch: str, root: Path) -> list[str]:
    """Apply a patch below `root`; returns the files that it names. Raises _RefusedError."""
    environment = {  # no settings of the user, no repository around the folder
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(root),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(root.parent),
    }
    done = run(COMMAND, input=patch.encode(), cwd=root, env=environment, capture_output=True)
    if done.returncode:
        raise _RefusedError("does not apply to the question with `git apply`")
    entries = done.stdout.decode(errors="replace").split("\0")[:-1]
    return [entry.split("\t", 2)[-1] for entry in entries]
