"""Run Git in a bare repository of ours, apart from the user's hooks, prompts and repositories."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from stages.common.errors import PipelineError

# Set when Git itself runs us, in a hook for example; they would lead to the wrong repository.
FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


class GitError(PipelineError):
    """Git failed; `what` is all that it wrote to standard error."""

    def __init__(self, text: str, folder: Path) -> None:
        super().__init__(text, where=str(folder), fix="remove this folder, run again")


class Git:
    """A bare repository in `folder`, made if need be.

    `timeout` is in seconds without a byte, and holds for HTTP.
    """

    def __init__(self, folder: Path, timeout: float) -> None:
        if shutil.which("git") is None:
            raise PipelineError("git is not installed", fix="install it and run this again")
        self.folder = folder
        ours = {
            "GIT_DIR": str(folder),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "LC_ALL": "C",
        }
        self._env = {key: value for key, value in os.environ.items() if key not in FOREIGN} | ours
        self._command = (
            *("git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"),
            *("-c", "http.lowSpeedLimit=1", "-c", f"http.lowSpeedTime={max(1, round(timeout))}"),
        )
        folder.mkdir(parents=True, exist_ok=True)
        self.output("init", "--bare", "--quiet")

    def output(self, *args: str) -> bytes:
        """What a command prints; raises GitError if it fails."""
        done = subprocess.run((*self._command, *args), env=self._env, capture_output=True)
        if done.returncode:
            raise GitError(done.stderr.decode(errors="replace"), self.folder)
        return done.stdout

    def commit(self, revision: str) -> str:
        """The full name of a commit that is here; raises GitError if it is not."""
        name = self.output("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        return name.decode().strip()

    def has(self, commit: str) -> bool:
        """Whether a commit was fetched before."""
        try:
            return self.commit(commit) == commit
        except GitError:
            return False

    def fetch(self, location: str, ref: str, *, history: bool = False) -> None:
        """Fetch one commit, or its history too; Git shows its progress. Raises GitError."""
        options = ["--no-tags", "--no-recurse-submodules", "--progress"]
        if not history:
            options.append("--depth=1")
        elif (self.folder / "shallow").exists():
            options.append("--unshallow")
        command = (*self._command, "fetch", *options, "--", location, ref)
        with subprocess.Popen(command, env=self._env, stderr=subprocess.PIPE) as process:
            assert process.stderr is not None  # it is a pipe
            errors = _shown(process.stderr)
        if process.returncode:
            raise GitError(errors, self.folder)

    def write_blobs(self, blobs: Mapping[Path, str]) -> None:
        """Write the objects of these names to these files."""
        command = (*self._command, "cat-file", "--batch")
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self._env, stdin=pipe, stdout=pipe) as process:
            assert process.stdin is not None and process.stdout is not None  # they are pipes
            for path, name in blobs.items():
                process.stdin.write(name.encode() + b"\n")
                process.stdin.flush()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._blob(process.stdout))

    def _blob(self, stream: IO[bytes]) -> bytes:
        """The next answer of `cat-file --batch`: a line `name type size`, the bytes, a newline."""
        match stream.readline().split():
            case [_, _, size]:
                return stream.read(int(size) + 1)[:-1]
        raise GitError("objects are missing", self.folder)


def _shown(stream: IO[bytes]) -> str:
    """All that comes from `stream`; a terminal shows it as it comes."""
    text = b""
    while block := os.read(stream.fileno(), 4096):
        text += block
        if sys.stderr.isatty():
            sys.stderr.write(block.decode(errors="replace"))
            sys.stderr.flush()
    return text.decode(errors="replace")
