"""The third way: build it with Go, from the module proxy."""

import re
import shutil
import tempfile
from pathlib import Path

from schemas.sections.tools import GoModule
from stages.common.errors import PipelineError
from stages.tools.command import Done, run
from stages.tools.task import Task
from stages.tools.unavailable import Unavailable

TOO_OLD = re.compile(r"requires go >= ([\d.]+) \(running go ([\d.]+)")


def build(task: Task, target: Path) -> tuple[Path, ...]:
    """Build the program; raises Unavailable if this machine's Go can't.

    The user's settings of Go hold (proxy, caches, toolchain). Go checks the modules against its
    checksum database.
    """
    go = task.source.go
    assert go is not None  # else this is no way
    install = f"install Go {go.needs} or newer"
    if shutil.which("go") is None:
        raise Unavailable("go is not installed", install)
    task.say("building it with Go, which takes a minute or two")
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder)
        module.joinpath("go.mod").write_text(go_mod(go, task.source.version), encoding="utf-8")
        command = ("go", "build", "-mod=mod", "-o", target.absolute(), go.package)
        done = run(*command, cwd=module, env={"GOWORK": "off"})
    if not done.good:
        raise _failure(done, task, install)
    return ()


def go_mod(go: GoModule, version: str) -> str:
    """The module in which the program is built."""
    lines = [f"module tools\n\ngo {go.needs}\n\nrequire {go.module} v{version}\n"]
    if go.origin:
        lines.append(f"replace {go.module} => {go.origin} v{version}\n")
    return "\n".join(lines)


def _failure(done: Done, task: Task, install: str) -> Unavailable | PipelineError:
    text = "\n".join(done.lines)
    if "SECURITY ERROR" in text:
        return PipelineError(
            "Go refuses a module whose checksum is not the published one",
            where=str(task),
            fix="find out who altered it: the proxy in GOPROXY, or the module cache",
        )
    if old := TOO_OLD.search(text):
        return Unavailable(f"go {old[2]} is too old, it takes {old[1]}", install)
    return Unavailable(f"go build failed: {done.last_error}")
