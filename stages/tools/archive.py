"""The second way: what the publisher released for this platform, checked against its SHA-256."""

import gzip
import platform
import shutil
import sys
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from schemas.sections.tools import Archive
from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.tools.task import Task
from stages.tools.unavailable import Unavailable

MACHINES = {"aarch64": "arm64", "amd64": "x86_64"}
DAMAGE = (EOFError, gzip.BadGzipFile, tarfile.TarError, zlib.error)


def fetch(task: Task, target: Path) -> tuple[Path, ...]:
    """Download the program; raises Unavailable if there is none, PipelineError if it is wrong."""
    from stages.tools.download import download  # slow to import, and seldom needed

    name = this_platform()
    archive = task.source.archives.get(name)
    if archive is None:
        raise Unavailable(f"no archive for {name}")
    task.say(f"downloading {archive.url}")
    packed = target.with_suffix(".download")
    download(archive.url, packed, task)
    _require_pin(packed, archive, task.param(f"archives.{name}.sha256"))
    if archive.url.endswith(".tar.gz"):
        _unpack(packed, target, archive)
    else:
        packed.replace(target)
    target.chmod(0o755)
    return ()


def this_platform() -> str:
    """What the parameter calls this machine's kind: `linux-x86_64`."""
    machine = platform.machine().lower()
    return f"{sys.platform}-{MACHINES.get(machine, machine)}"


def _require_pin(packed: Path, archive: Archive, param: str) -> None:
    if (found := sha256_file(packed)) != archive.sha256:
        raise PipelineError(
            f"SHA-256 is {found}, not {archive.sha256}; {archive.url} is damaged or has changed",
            where=param,
            fix="compare it with what its publisher states before you change the parameter",
        )


def _unpack(packed: Path, target: Path, archive: Archive) -> None:
    """Write the file with the program's name, wherever in the archive it is."""
    try:
        with tarfile.open(packed, "r:gz") as opened:
            for member in opened:
                if member.isfile() and PurePosixPath(member.name).name == target.name:
                    source = opened.extractfile(member)
                    assert source is not None  # it is a file
                    with source, target.open("wb") as file:
                        shutil.copyfileobj(source, file)
                    return
    except DAMAGE as error:
        raise PipelineError(f"can't be unpacked: {error}", where=archive.url) from error
    raise PipelineError(f"holds no file {target.name!r}", where=archive.url)
