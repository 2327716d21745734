"""The first way: a program on PATH."""

import shutil
from pathlib import Path

from stages.tools.offer import offer
from stages.tools.task import Task
from stages.tools.unavailable import Unavailable
from stages.tools.version import version_of


def take(task: Task, target: Path) -> tuple[Path, ...]:
    """Offer the program that PATH finds; raises Unavailable if it is not the pinned version."""
    found = shutil.which(task.name)
    if found is None:
        raise Unavailable("not on PATH")
    program = Path(found).absolute()
    offer(program, target, task)
    version = version_of(target, task)
    if version != task.source.version:
        raise Unavailable(f"{program} is {version or 'of unknown version'}")
    task.say(f"taken from {program}")
    return (program,)
