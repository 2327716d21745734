"""Kinds `sample` and `local`: a file or a folder on this machine."""

import os
from collections.abc import Iterator
from pathlib import Path

from stages.common.errors import PipelineError
from stages.sources.copying import copy_files
from stages.sources.patterns import select, wanted
from stages.sources.task import Task


def fetch(task: Task, into: Path) -> None:
    """Copy the wanted files; raises PipelineError if there are none or a link leads elsewhere."""
    root = Path(task.source.location)
    if not root.exists():
        raise PipelineError(
            f"{root} does not exist",
            where=task.param("location"),
            fix="put the data there, or correct the path (it starts at the repository's top)",
        )
    files = {root.name: root} if root.is_file() else _files(root, task)
    copy_files({path: files[path] for path in select(files, task)}, into, task.name)


def _files(root: Path, task: Task) -> dict[str, Path]:
    entries = {entry.relative_to(root).as_posix(): entry for entry in _walk(root)}
    if not entries:
        raise PipelineError(
            f"{root} holds no files",
            where=task.param("location"),
            fix="put the data there, or correct the path",
        )
    for path, entry in entries.items():
        if wanted(path, task):
            _refuse_escape(entry, root, task)
    return {path: entry for path, entry in entries.items() if entry.is_file()}


def _walk(root: Path) -> Iterator[Path]:
    """Files and links below `root`; links to folders are not followed.

    What such a link shows is taken where it really stands.
    """
    for folder, subfolders, names in os.walk(root, onerror=_fail):
        links = [name for name in subfolders if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in names + links)


def _fail(error: OSError) -> None:
    raise error


def _refuse_escape(file: Path, root: Path, task: Task) -> None:
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        raise PipelineError(
            f"{file} is a symbolic link out of {root}, to {file.readlink()}",
            where=task.param("location"),
            fix="replace the link by a copy of the file",
        )
