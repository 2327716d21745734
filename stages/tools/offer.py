"""Make a program that is elsewhere callable from the toolbox."""

import shlex
from pathlib import Path

from stages.tools.task import Task

LAUNCHER = """\
#!/bin/sh
# Semgrep calls its helper pysemgrep by name, and looks on PATH before it looks beside itself.
PATH={home}:"$PATH"
export PATH
exec {program} "$@"
"""


def offer(program: Path, target: Path, task: Task) -> None:
    """Make `target` run the program of this absolute path: a link, for Semgrep a short script."""
    if task.name != "semgrep":
        target.symlink_to(program)
        return
    home, path = shlex.quote(str(program.resolve().parent)), shlex.quote(str(program))
    text = LAUNCHER.format(home=home, program=path)
    target.write_text(text, encoding="utf-8")
    target.chmod(0o755)
