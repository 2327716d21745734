"""Run a program of which nothing stays behind: time, output and children are bounded."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MAX_OUTPUT = 128 * 2**20
"""Bytes; what the scanners say of a thousand files takes about 5 MiB."""

_POLL = 0.1  # seconds between looks at the clock and at the size of the output
_FOLDERS = re.compile(r"(?<![\w.-])/(?:[^\s/:'\"]+/)+")
_LONGEST = 300


class Crash(Exception):
    """A run that says nothing of any file: reason (as in Failure), and one line of detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, plain(detail)


class Stopped(Exception):
    """The run was ended because all work was given up."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a program left when it ended by itself."""

    code: int
    """Exit code; negative for a signal."""

    stdout: bytes
    stderr: str

    def crash(self, told: str = "") -> Crash:
        """The run as a failed one; `told` is the program's own word."""
        how = f"exit code {self.code}" if self.code >= 0 else signal.Signals(-self.code).name
        return Crash("crashed", f"{how}: {told}" if told else how)


@dataclass(frozen=True, slots=True)
class Runner:
    """Starts programs, from several threads."""

    timeout: float
    """Seconds."""

    stopped: threading.Event
    """Once it is set, all runs end."""

    def run(self, command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Output:
        """Run in `folder`, which is also the program's home; raises Crash or Stopped.

        The program gets no variable of ours but PATH, so that nobody's settings change what it
        finds.
        """
        ours = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}
        stdout, stderr = folder / "stdout", folder / "stderr"
        with stdout.open("wb") as out, stderr.open("wb") as err:
            try:
                process = subprocess.Popen(
                    command,
                    cwd=folder,
                    env={**ours, "LC_ALL": "C.UTF-8", **env},
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    start_new_session=True,
                )
            except OSError as error:
                raise Crash("crashed", f"can't be started: {error.strerror}") from None
            with process:
                try:
                    self._wait(process, (stdout, stderr))
                finally:
                    _kill(process)
        return Output(process.returncode, stdout.read_bytes(), stderr.read_text(errors="replace"))

    def _wait(self, process: subprocess.Popen[bytes], written: Sequence[Path]) -> None:
        end, ended = time.monotonic() + self.timeout, False
        while not ended:
            ended = _ended(process)
            if self.stopped.is_set():
                raise Stopped
            if any(path.stat().st_size > MAX_OUTPUT for path in written):
                raise Crash("unreadable output", f"more than {MAX_OUTPUT:,} bytes")
            if not ended and time.monotonic() > end:
                raise Crash("timed out", f"after {self.timeout:g} s")


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the program has ended, or does so in the next moment."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_POLL)
        return True
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    with suppress(ProcessLookupError, PermissionError):  # macOS forbids it if all are zombies
        os.killpg(process.pid, signal.SIGKILL)


def first_line(text: str) -> str:
    """The first line that says something."""
    return next((line for line in text.splitlines() if line.strip()), "")


def plain(text: str) -> str:
    """`text` on one line, not too long, without the folders of this machine."""
    return _FOLDERS.sub("", " ".join(text.split()))[:_LONGEST]
