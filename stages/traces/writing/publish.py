"""From finished shards to data/traces/: all of it or nothing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """An empty folder that becomes `folder`, if the block succeeds."""
    partial = _partial(folder)
    if partial.exists():
        shutil.rmtree(partial)
    partial.mkdir(parents=True)
    try:
        yield partial
        if folder.exists():
            shutil.rmtree(folder)
        partial.replace(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


@contextmanager
def replaced_file(path: Path) -> Iterator[IO[bytes]]:
    """An empty file that becomes `path`, if the block succeeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(path)
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _partial(path: Path) -> Path:
    """Beside it, so that a rename will do.

    The name is always the same: the next run takes away what a killed one left.
    """
    return path.with_name(f".{path.name}.partial")


def place(source: Path, target: Path) -> None:
    """Give a finished file a second name; a copy where the file system can't do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
