"""Check what was fetched against the hashes that the parameter `sha256` pins."""

from schemas.manifest import Manifest
from stages.common.errors import PipelineError, PipelineErrors
from stages.sources.task import Task


def require_pins(task: Task, manifest: Manifest) -> None:
    """Raise PipelineErrors for each pinned file that differs or was not fetched."""
    found = {file.path: file.sha256 for file in manifest.files}
    problems = [
        differs(task, path, found[path]) if path in found else _not_fetched(task, path)
        for path, pin in task.source.sha256.items()
        if found.get(path) != pin and path != task.archive  # the archive itself is not kept
    ]
    if problems:
        raise PipelineErrors(problems)


def differs(task: Task, path: str, found: str) -> PipelineError:
    """The error of a file whose hash is not the pinned one."""
    return PipelineError(
        f"{path}: SHA-256 is {found}, not {task.source.sha256[path]}; "
        f"{task.source.location} is damaged or has changed",
        where=task.param("sha256"),
        fix="compare it with what its publisher states before you change the parameter",
    )


def _not_fetched(task: Task, path: str) -> PipelineError:
    return PipelineError(
        f"{path}: no such file among those fetched",
        where=task.param("sha256"),
        fix=f"correct the path, or the patterns of {task.param('files')}",
    )
