"""See to it that a scanner is in the toolbox, at its version."""

import shutil
from collections.abc import Callable
from pathlib import Path

from stages.common.errors import PipelineError
from stages.tools import archive, environment, golang, note, on_path
from stages.tools.lock import locked
from stages.tools.task import Task
from stages.tools.unavailable import Missing, Unavailable
from stages.tools.version import version_of

# Makes the program at a path, and returns the other files that decide what it is.
Way = Callable[[Task, Path], tuple[Path, ...]]


def provide(task: Task) -> None:
    """Provide a scanner that is missing or has changed.

    Raises Missing if it can't be had, PipelineError if what can be had is not what is pinned.
    """
    environment.require_pin(task)
    if note.matches(task):
        return
    with locked(task):
        if note.matches(task):  # another process was faster
            return
        shutil.rmtree(task.folder, ignore_errors=True)
        try:
            _install(task)
        except BaseException:
            shutil.rmtree(task.folder, ignore_errors=True)
            raise


def _install(task: Task) -> None:
    target = task.folder / "new" / task.name
    target.parent.mkdir(parents=True)
    others = _obtain(task, target)
    task.program.parent.mkdir()
    target.replace(task.program)  # others see the program whole or not at all
    shutil.rmtree(target.parent)
    note.remember(task, others)


def _obtain(task: Task, target: Path) -> tuple[Path, ...]:
    """Try each way in turn; raises Missing with the reasons if all fail."""
    failures: list[Unavailable] = []
    for way in _ways(task):
        if failures:
            task.say(failures[-1].reason)
        target.unlink(missing_ok=True)
        try:
            others = way(task, target)
            _require_version(task, target)
            return others
        except Unavailable as failure:
            failures.append(failure)
    raise Missing(task, failures)


def _require_version(task: Task, target: Path) -> None:
    found = version_of(target, task)
    if found is None:
        raise Unavailable("what was made does not run here")
    if found != task.source.version:
        raise PipelineError(
            f"is {task.source.version}, but it leads to {task.name} {found}",
            where=task.param("version"),
            fix="correct the version, or where to get it from",
        )


def _ways(task: Task) -> list[Way]:
    ways: list[Way] = [on_path.take]
    if task.source.archives:
        ways.append(archive.fetch)
    if task.source.go:
        ways.append(golang.build)
    if task.source.requirements:
        ways.append(environment.install)
    return ways
