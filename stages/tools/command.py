"""Run a program for what it prints."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Semgrep would ask its server for newer versions, and hang where there is no network.
QUIET = {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}


@dataclass(frozen=True)
class Done:
    """How a program ended."""

    good: bool
    stdout: str
    lines: tuple[str, ...]
    """What it wrote, standard error last; empty lines left out."""

    @property
    def last_error(self) -> str:
        """The line that most likely says what was wrong."""
        marked = [line for line in self.lines if line.startswith("ERROR:")]
        lines = marked or self.lines or ("it says nothing",)
        return lines[-1].removeprefix("ERROR:").strip()


def run(
    *command: str | Path,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    timeout: float | None = None,
) -> Done:
    """Run a program to its end, or for so many seconds.

    A program that does not start or takes too long has failed, with an error that says so.
    """
    environment = os.environ | QUIET | (env or {})
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=environment,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return Done(False, "", (f"{command[0]}: {error.strerror}",))
    except subprocess.TimeoutExpired:
        return Done(False, "", (f"{command[0]}: no answer within {timeout:.0f} s",))
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
    return Done(done.returncode == 0, done.stdout, tuple(filter(None, lines)))
