"""The last way: pip, in an environment of the scanner's own."""

import re
import shutil
import sys
from pathlib import Path

from stages.common.errors import PipelineError
from stages.tools.command import Done, run
from stages.tools.offer import offer
from stages.tools.task import Task
from stages.tools.unavailable import Unavailable

OPTIONS = ("--require-hashes", "--quiet", "--no-input", "--disable-pip-version-check")


def install(task: Task, target: Path) -> tuple[Path, ...]:
    """Install the program for the Python that runs this; raises Unavailable if pip can't."""
    assert task.source.requirements is not None  # else this is no way
    task.say("installing it with pip")
    python = task.environment.absolute() / "bin" / "python"
    try:
        _make(task.environment)
        limits = ("--retries", str(task.runtime.retries), "--timeout", f"{task.runtime.timeout:g}")
        requirements = Path(task.source.requirements).absolute()
        # -I: nothing that the user set for Python's own packages leaks in. pip's settings hold.
        done = run(python, "-I", "-m", "pip", "install", *OPTIONS, *limits, "-r", requirements)
        if not done.good:
            raise _failure(done, task)
    except BaseException:
        shutil.rmtree(task.environment, ignore_errors=True)
        raise
    program = python.with_name(task.name)
    offer(program, target, task)
    return (program, python)


def require_pin(task: Task) -> None:
    """Raise PipelineError if the requirements are of another version than the parameter."""
    if task.source.requirements is None:
        return
    text = Path(task.source.requirements).read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(task.name)}==([^\s;\\]+)", text, re.MULTILINE)
    if found is None or found[1] != task.source.version:
        raise PipelineError(
            f"pins {found[0] if found else f'no {task.name}'}, "
            f"but {task.param('version')} is {task.source.version}",
            where=task.source.requirements,
            fix="make one of them follow the other",
        )


def _make(folder: Path) -> None:
    # It can't be moved once it is made: its scripts hold the path.
    shutil.rmtree(folder, ignore_errors=True)
    done = run(sys.executable, "-I", "-m", "venv", folder)
    if not done.good:
        raise Unavailable(
            f"{sys.executable} can't make a virtual environment: {done.last_error}",
            "install Python's venv module",
        )


def _failure(done: Done, task: Task) -> Unavailable | PipelineError:
    if any("DO NOT MATCH THE HASHES" in line for line in done.lines):
        return PipelineError(
            "pip was served a package whose hash is not one of those pinned",
            where=task.source.requirements,
            fix="compare it with what PyPI states before you change the file",
        )
    return Unavailable(f"pip failed: {done.last_error}", "check the connection")
