"""Programs are bounded in time and output, and leave no children behind."""

import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from stages.configs.scanners import process
from stages.configs.scanners.process import Crash, Output, Runner, Stopped, plain

# Starts a child that goes on writing to the file `beat`.
PARENT = """
import subprocess, sys, time
child = "import time\\nwhile True:\\n open('beat', 'a').write('x')\\n time.sleep(0.01)"
subprocess.Popen([sys.executable, "-IS", "-c", child])
while not __import__("os").path.exists("beat"):
    time.sleep(0.01)
"""


def run(code: str, folder: Path, timeout: float = 30) -> Output:
    runner = Runner(timeout, threading.Event())
    return runner.run([sys.executable, "-IS", "-c", code], folder, {"SAID": "yes"})


def still_beating(folder: Path) -> bool:
    size = (folder / "beat").stat().st_size
    time.sleep(0.2)
    return (folder / "beat").stat().st_size > size


def test_gives_what_was_printed(tmp_path):
    output = run("import sys; print('ja'); sys.exit('nö')", tmp_path)
    assert output == Output(1, b"ja\n", "nö\n")


def test_the_program_sees_no_variable_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("OPA_EXEC_DECISION", "x")
    output = run("import os; print(*sorted(os.environ))", tmp_path)
    assert output.stdout.split() == [b"HOME", b"LC_ALL", b"PATH", b"SAID", b"TMPDIR"]


@pytest.mark.parametrize(
    ("code", "reason", "detail"),
    [
        ("import time; time.sleep(60)", "timed out", "after 1 s"),
        ("while True: print('x' * 2**16)", "unreadable output", "more than 100,000 bytes"),
        ("print('x' * 100_000)", "unreadable output", "more than 100,000 bytes"),
    ],
)
def test_a_program_without_bounds_is_ended(tmp_path, monkeypatch, code, reason, detail):
    monkeypatch.setattr(process, "MAX_OUTPUT", 100_000)
    with pytest.raises(Crash) as caught:
        run(code, tmp_path, timeout=1)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


@pytest.mark.parametrize("end", ["", "time.sleep(60)"])
def test_children_end_with_the_program(tmp_path, end):
    with suppress(Crash):
        run(PARENT + end, tmp_path, timeout=1)
    assert not still_beating(tmp_path)


def test_a_run_ends_when_all_is_stopped(tmp_path):
    stopped = threading.Event()
    runner = Runner(60, stopped)
    threading.Timer(0.2, stopped.set).start()
    begin = time.monotonic()
    with pytest.raises(Stopped):
        runner.run([sys.executable, "-IS", "-c", PARENT + "time.sleep(60)"], tmp_path, {})
    assert time.monotonic() - begin < 10
    assert not still_beating(tmp_path)


def test_says_why_a_program_does_not_start(tmp_path):
    with pytest.raises(Crash) as caught:
        Runner(1, threading.Event()).run([str(tmp_path / "opa")], tmp_path, {})
    assert (caught.value.reason, caught.value.detail) == (
        "crashed",
        "can't be started: No such file or directory",
    )


@pytest.mark.parametrize(
    ("code", "detail"), [(2, "exit code 2: no luck"), (-11, "SIGSEGV: no luck")]
)
def test_says_how_a_program_ended(code, detail):
    assert Output(code, b"", "").crash("no luck").detail == detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can't read /tmp/scan-x1/in/ab/main.tf: no\nat all", "can't read main.tf: no at all"),
        ("apps/v1, not ./a/b.yaml", "apps/v1, not ./a/b.yaml"),
        ("x" * 400, "x" * 300),
    ],
)
def test_messages_are_one_line_without_folders(text, expected):
    assert plain(text) == expected
