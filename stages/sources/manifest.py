"""Read, write and compare the manifests of fetched sources."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas.manifest import Manifest, SourceFile
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.files import sha256_file, write_json
from stages.common.progress import progress
from stages.sources.task import Task

SHOWN = 10


def measure(task: Task, folder: Path) -> Manifest:
    """The manifest of the files in `folder`, which are read and hashed."""
    sizes = {path: stat.st_size for path, stat in scan(folder).items()}
    files = []
    with progress(f"{task.name}: hashing", sum(sizes.values()), "B") as bar:
        for path, size in sizes.items():
            _require_text(task, path)
            files.append(SourceFile(path=path, size=size, sha256=sha256_file(folder / path)))
            bar.update(size)
    source = task.source
    return Manifest(
        source=task.name,
        repository=source.repository,
        commit=source.revision if source.kind == "git" else None,
        synthetic=source.synthetic,
        files=tuple(files),
    )


def _require_text(task: Task, path: str) -> None:
    # Surrogates are how Python shows bytes of a name that are not text.
    if any("\ud800" <= char <= "\udfff" for char in path):
        raise PipelineError(
            f"the name {path!r} is not UTF-8",
            where=task.param("files"),
            fix="leave the file out with other patterns, or rename it",
        )


def scan(folder: Path) -> dict[str, os.stat_result]:
    """What the file system says of each file below `folder`, sorted by relative path."""
    found = {
        (file := Path(parent, name)).relative_to(folder).as_posix(): file.lstat()
        for parent, _, names in os.walk(folder)
        for name in names
    }
    return dict(sorted(found.items()))


def read(task: Task) -> Manifest:
    """The manifest that an earlier fetch wrote; raises PipelineError if there is none."""
    try:
        return Manifest.model_validate_json(task.manifest.read_bytes())
    except FileNotFoundError:
        what = "no such file"
    except ValidationError:
        what = "not a manifest of this version"
    raise PipelineError(
        what,
        where=str(task.manifest),
        fix=f"run `dvc pull {task.manifest}`, or `dvc repro --force fetch@{task.name}`",
    )


def write(task: Task, manifest: Manifest) -> None:
    """Write the manifest, atomically."""
    write_json(task.manifest, manifest.model_dump(mode="json"))


def require_same(task: Task, found: Manifest, expected: Manifest) -> None:
    """Raise PipelineErrors, one for each of the first files that differ."""
    differences = list(itertools.islice(_differences(task, found, expected), SHOWN))
    if differences:
        raise PipelineErrors(differences)


def _differences(task: Task, found: Manifest, expected: Manifest) -> Iterator[PipelineError]:
    got = {file.path: file.sha256 for file in found.files}
    want = {file.path: file.sha256 for file in expected.files}
    for path in sorted(got.keys() | want.keys()):
        if got.get(path) != want.get(path):
            yield PipelineError(
                _difference(got.get(path), want.get(path), task.manifest),
                where=str(task.raw / path),
                fix="the source changed: pin its revision, or run "
                f"`dvc repro --force fetch@{task.name}` to accept it",
            )


def _difference(got: str | None, want: str | None, manifest: Path) -> str:
    if got is None:
        return f"not in the source any more, but in {manifest}"
    if want is None:
        return f"new in the source, not in {manifest}"
    return f"SHA-256 is {got}, {manifest} says {want}"
