"""Which version a program is."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

from schemas.e2 import Tool
from stages.tools.command import run
from stages.tools.task import Task

ARGUMENTS: dict[Tool, tuple[str, ...]] = {
    "kube-linter": ("version",),
    "opa": ("version",),
    "semgrep": ("--version", "--disable-version-check"),
}
SECONDS = 60.0
PRINTED = re.compile(r"^(?:Version: )?v?(\d+\.\d+\.\d+)$", re.MULTILINE)
RELEASED = re.compile(r"v(\d+\.\d+\.\d+)")


def version_of(program: Path, task: Task) -> str | None:
    """The version of a program, `1.22.2`; None if it can't be known.

    KubeLinter calls itself `development` unless its publisher built it. What counts then is the
    module version that Go wrote into the program.
    """
    done = run(program, *ARGUMENTS[task.name], timeout=SECONDS)
    if not done.good:
        return None
    if found := PRINTED.search(done.stdout):
        return found[1]
    return _built_from(program, task.source.go.module) if task.source.go else None


def _built_from(program: Path, module: str) -> str | None:
    if shutil.which("go") is None:
        return None
    return module_version(run("go", "version", "-m", program, timeout=SECONDS).stdout, module)


def module_version(listing: str, module: str) -> str | None:
    """The version of a module in what `go version -m` prints; that of its replacement, if any."""
    rows = [line.split("\t") for line in listing.splitlines()]
    for row, after in pairwise([*rows, []]):
        if row[1:2] in (["mod"], ["dep"]) and row[2:3] == [module]:
            used = after if after[1:2] == ["=>"] else row
            found = RELEASED.fullmatch("".join(used[3:4]))
            return found[1] if found else None
    return None
