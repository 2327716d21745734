"""Kind `http`: one file, several files below a base URL, or an archive to unpack."""

from pathlib import Path
from urllib.parse import quote

from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.sources.archive import DamagedArchive, unpack
from stages.sources.copying import copy_files
from stages.sources.download import download
from stages.sources.patterns import unsafe
from stages.sources.pins import differs
from stages.sources.slot import Slot
from stages.sources.task import Task, file_name

EVERYTHING = ("**/*",)


def fetch(task: Task, into: Path) -> None:
    """Download the files, or the archive and unpack it; raises PipelineError."""
    if task.archive:
        _fetch_archive(task, task.archive, into)
        return
    for path, url in _urls(task).items():
        copy_files({path: _verified(task, path, url)}, into, task.name)


def _fetch_archive(task: Task, name: str, into: Path) -> None:
    archive = _verified(task, name, task.source.location)
    try:
        unpack(archive, into, task)
    except DamagedArchive:
        archive.unlink()  # an unchanged ETag must not bring the same bytes back
        raise


def _verified(task: Task, path: str, url: str) -> Path:
    slot = Slot(task.cache / "downloads", url)
    pin = task.source.sha256.get(path)
    file = download(task, slot, pin)
    if pin and (found := sha256_file(file)) != pin:
        slot.clear()
        raise differs(task, path, found)
    return file


def _urls(task: Task) -> dict[str, str]:
    """URLs by relative path."""
    location, files = task.source.location, task.source.files
    if files == EVERYTHING:
        if (name := file_name(location)) and not unsafe(name):
            return {name: location}
        raise PipelineError(
            f"{location} names no file",
            where=task.param("location"),
            fix=f"add the file's name, or list the files below it in {task.param('files')}",
        )
    for path in files:
        _require_plain(task, path)
    return {path: f"{location.rstrip('/')}/{quote(path)}" for path in files}


def _require_plain(task: Task, path: str) -> None:
    if unsafe(path) or any(char in path for char in "*?["):
        raise PipelineError(
            f"{path!r} is not the path of a file",
            where=task.param("files"),
            fix="name each file: an HTTP server can't list what matches a pattern",
        )
