"""`python -m stages.oracle` as its users run it, with an API key that must show up nowhere."""

import argparse
import io
import logging
import os
import runpy
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from stages.generate_traces import main
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.sealing.sets import ROOT, hurry, write_params

KEY = "sk-ant-api03-Zx81-Qv7TmN-for-tests-only"
SECOND = "sk-ant-api03-Jw35-Lk2RbH-for-tests-only"
NOWHERE = "http://127.0.0.1:9"
"""Nothing listens on the port `discard`."""


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The only one on standard error, of a command that failed."""
        assert self.code == 1
        (line,) = self.err.splitlines()
        return line


def serving(**settings: object) -> ClaudeServer:
    """A server that lets both keys in."""
    made = Settings(keys={KEY, SECOND})
    made.change(settings)
    return ClaudeServer(made)


def environment(url: str, **more: str) -> dict[str, str]:
    """All that a command gets to see."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return {**own, "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": KEY, **more}


def command(
    folder: Path,
    *arguments: str,
    url: str = NOWHERE,
    wrapper: Sequence[str] = (),
    stage: str = "oracle",
    **more: str,
) -> Done:
    """In a process of its own."""
    done = subprocess.run(
        [*wrapper, sys.executable, "-m", f"stages.{stage}", *arguments],
        cwd=folder,
        env=environment(url, **more),
        capture_output=True,
        text=True,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def inside(
    folder: Path, *arguments: str, url: str = NOWHERE, log: int = logging.WARNING, **more: str
) -> Done:
    """In this process, which takes a fifth of the time."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with _environment(folder, environment(url, **more)), redirect_stdout(out), _all_to(err, log):
        try:
            _main(arguments)
        except SystemExit as end:  # as the interpreter does
            code = end.code if isinstance(end.code, int) else 1
            if isinstance(end.code, str):
                print(end.code, file=err)
    return Done(code, out.getvalue(), err.getvalue())


def _main(arguments: Sequence[str]) -> None:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setattr(sys, "argv", ["oracle", *arguments])
        warnings.filterwarnings("ignore", ".*found in sys.modules", RuntimeWarning)
        runpy.run_module("stages.oracle", run_name="__main__")


@contextmanager
def _environment(folder: Path, values: dict[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        patch.chdir(folder)
        for name in os.environ:
            if name.startswith("ANTHROPIC"):
                patch.delenv(name)
        for name, value in values.items():
            patch.setenv(name, value)
        yield


@contextmanager
def _all_to(err: io.StringIO, level: int) -> Iterator[None]:
    """Log records as well: without a handler they are printed."""
    handler, logger = logging.StreamHandler(err), logging.getLogger()
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        with redirect_stderr(err):
            yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def spoken(folder: Path, *done: Done, keys: Sequence[str] = (KEY, SECOND)) -> list[str]:
    """Where the keys are to be read: in files below, and in what was printed."""
    texts = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    texts |= {f"output {n}": (one.out + one.err).encode() for n, one in enumerate(done)}
    return [name for name, text in texts.items() if any(key.encode() in text for key in keys)]


def generate(release: str = "test", workers: int = 1, **changes: Any) -> None:
    """Make traces of the sealed answers in the current folder; `changes` of generate_traces."""
    values = {"oracle": "anthropic", "shard_size": 8, **changes}
    named = {f"generate_traces.{name}": value for name, value in values.items()}
    more = {"release": release, "runtime.workers": workers}
    main(argparse.Namespace(params=write_params(Path(), {**named, **more})))
