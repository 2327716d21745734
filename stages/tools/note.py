"""What was verified, so that a version is not asked for twice.

Only ever a short cut: where it is missing or differs, the scanner is provided anew.
"""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from schemas.strict import Strict
from stages.common.files import write_json
from stages.tools.task import Task

NAME = "verified.json"


class Note(Strict):
    """Size and whole seconds of the change time, by absolute path; links are followed."""

    files: dict[str, tuple[int, int]]


def matches(task: Task) -> bool:
    """Whether the program and what it needs are as they were when `remember` was called."""
    try:
        note = Note.model_validate_json(task.folder.joinpath(NAME).read_bytes())
        return str(task.program.absolute()) in note.files and note == _state(map(Path, note.files))
    except (OSError, ValidationError):
        return False


def remember(task: Task, others: Iterable[Path]) -> None:
    """Note that the program is the pinned version; `others` are files that decide it too."""
    write_json(task.folder / NAME, _state([task.program, *others]).model_dump())


def _state(paths: Iterable[Path]) -> Note:
    stats = {str(path.absolute()): path.stat() for path in paths}
    # Whole seconds: archives of a cache folder keep no more.
    return Note(files={path: (stat.st_size, int(stat.st_mtime)) for path, stat in stats.items()})
