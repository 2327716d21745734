"""Which files of a source are taken: the glob patterns of the parameter `files`.

`*` and `?` stay within one folder, `**` stands for any number of folders, and as in a shell a
name that begins with a dot must be asked for with a dot.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from stages.common.errors import PipelineError
from stages.sources.task import Task


def wanted(path: str, task: Task) -> bool:
    """Whether any of the task's patterns matches a relative path."""
    return any(matches(path, pattern) for pattern in task.source.files)


def select(paths: Iterable[str], task: Task) -> list[str]:
    """The wanted paths, sorted; raises PipelineError if there are none."""
    chosen = sorted(path for path in paths if wanted(path, task))
    if not chosen:
        raise nothing_matches(task)
    return chosen


def nothing_matches(task: Task) -> PipelineError:
    """The error of patterns that match no file."""
    patterns = " or ".join(repr(pattern) for pattern in task.source.files)
    return PipelineError(
        f"no file of {task.source.location} matches {patterns}",
        where=task.param("files"),
        fix="correct the patterns; '**/*' takes every file",
    )


def matches(path: str, pattern: str) -> bool:
    """Whether the pattern matches the whole relative path."""
    return _match(path.split("/"), pattern.split("/"))


def unsafe(path: str) -> bool:
    """Whether a path from outside could leave the folder that it is joined to."""
    parts = PurePosixPath(path).parts
    return not parts or parts[0].startswith("/") or ".." in parts or "\0" in path


def _match(parts: list[str], globs: list[str]) -> bool:
    if not globs:
        return not parts
    if globs[0] == "**":
        return _match(parts, globs[1:]) or (
            bool(parts) and not parts[0].startswith(".") and _match(parts[1:], globs)
        )
    return bool(parts) and _match_part(parts[0], globs[0]) and _match(parts[1:], globs[1:])


def _match_part(part: str, glob: str) -> bool:
    return fnmatchcase(part, glob) and (not part.startswith(".") or glob.startswith("."))
