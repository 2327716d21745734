"""Unpack a downloaded archive: only the wanted files, and nothing outside the target folder.

Symbolic links in an archive are left out: what they point to is taken where it stands.
"""

import gzip
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import IO

from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.sources.patterns import nothing_matches, unsafe, wanted
from stages.sources.task import Task

Opener = Callable[[], IO[bytes] | None]

# What the readers of gzip, tar and zip raise for bytes that are not theirs, or not all there;
# RuntimeError stands for a password and, as NotImplementedError, for an unknown compression.
DAMAGE = (
    EOFError,
    RuntimeError,
    gzip.BadGzipFile,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


class DamagedArchive(PipelineError):
    """The archive can't be read, or is not safe to unpack."""


def unpack(archive: Path, into: Path, task: Task) -> None:
    """Unpack the files that the task's patterns match.

    Raises DamagedArchive, also if a path or link leads out of `into`, and PipelineError if no
    file matches.
    """
    count = 0
    with progress(f"{task.name}: unpacking", None, "B") as bar:
        try:
            for path, opener in _members(archive, into, task):
                if wanted(path, task):
                    bar.update(_save(opener, into / path))
                    count += 1
        except DAMAGE as error:
            raise _damaged(task, f"can't be unpacked: {error}") from error
    if not count:
        raise nothing_matches(task)


def _members(archive: Path, into: Path, task: Task) -> Iterator[tuple[str, Opener]]:
    if str(task.archive).endswith(".zip"):
        return _zip_members(archive, task)
    return _tar_members(archive, into, task)


def _zip_members(archive: Path, task: Task) -> Iterator[tuple[str, Opener]]:
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            if unsafe(info.filename):
                raise _damaged(task, f"the path {info.filename!r} leads out of the archive")
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
                yield normpath(info.filename), partial(opened.open, info)


def _tar_members(archive: Path, into: Path, task: Task) -> Iterator[tuple[str, Opener]]:
    with tarfile.open(archive) as opened:
        for member in opened:
            try:
                tarfile.data_filter(member, str(into))
            except tarfile.FilterError as error:
                raise _damaged(task, str(error)) from error
            if unsafe(member.name):
                raise _damaged(task, f"the path {member.name!r} leads out of the archive")
            if member.isfile() or member.islnk():
                yield normpath(member.name), partial(opened.extractfile, member)
        _read_to_end(opened)


def _read_to_end(opened: tarfile.TarFile) -> None:
    """Read the padding after the last member: gzip's checksum stands behind it."""
    assert opened.fileobj is not None  # it is open
    while opened.fileobj.read(1 << 20):
        pass


def _save(opener: Opener, target: Path) -> int:
    """Write one file; returns its size in bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source = opener()
    assert source is not None  # only regular files come here
    with source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
        return file.tell()


def _damaged(task: Task, what: str) -> DamagedArchive:
    return DamagedArchive(
        what,
        where=task.source.location,
        fix=f"run it again to download it anew, or unpack it by hand and {task.use_a_copy}",
    )
