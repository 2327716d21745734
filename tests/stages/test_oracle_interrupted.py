"""Ctrl-C while the command asks: what is in flight is paid for and comes home."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.servers.claude.server import ClaudeServer
from tests.stages.traces.sealing.commands import Done, environment, inside, serving
from tests.stages.traces.sealing.sets import write_params

SLOW = {"generate_traces.total": 20, "runtime.oracle.concurrency": 2}
QUESTIONS = 20 * 2 + 2
STOPPING = "stopping; waiting for what is in flight (again to abandon it)"
INTERRUPTED = "error: interrupted; run it again to go on"
MESSAGES = ("POST /v1/messages", "200")


def running(folder: Path, server: ClaudeServer) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "stages.oracle", "run"],
        cwd=folder,
        env=environment(server.url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def count(folder: Path, query: str) -> int:
    """Of the ledger; nothing if there is none yet."""
    path = folder / "data/oracle/ledger/ledger.db"
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True) if path.exists() else None
    if connection is None:
        return 0
    try:
        return int(connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0])
    except sqlite3.OperationalError:  # it has no tables yet
        return 0
    finally:
        connection.close()


class Interrupted(NamedTuple):
    """A run that was stopped by Ctrl-C while questions waited for a free place."""

    code: int
    lines: list[str]
    answered: int
    """When it said that it stops."""

    in_the_end: int
    sends: int
    answers: int
    finished: Done
    """The next run."""

    paid: Counter[str]
    """How often each question was paid for, by both."""


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Interrupted:
    folder = tmp_path_factory.mktemp("interrupted")
    write_params(folder, SLOW)
    with serving(latency=0.3) as server:
        with running(folder, server) as process:
            until(lambda: server.requests[MESSAGES] >= 4)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            first = process.stderr.readline()
            answered = server.requests[MESSAGES]
            _, rest = process.communicate(timeout=60)
        in_the_end = server.requests[MESSAGES]
        sends, answers = count(folder, "sends"), count(folder, "answers")
        server.settings.latency = 0.0
        finished = inside(folder, "run", url=server.url)
        paid = server.paid.contents
    lines = [first.strip(), *rest.splitlines()]
    return Interrupted(
        process.returncode, lines, answered, in_the_end, sends, answers, finished, paid
    )


def test_ctrl_c_ends_a_run_with_a_line(interrupted: Interrupted) -> None:
    assert (interrupted.code, interrupted.lines) == (1, [STOPPING, INTERRUPTED])


def test_ctrl_c_loses_nothing(interrupted: Interrupted) -> None:
    assert interrupted.sends == interrupted.answers == interrupted.in_the_end < QUESTIONS
    assert (interrupted.finished.code, interrupted.finished.err) == (0, "")
    assert len(interrupted.paid) == QUESTIONS
    assert set(interrupted.paid.values()) == {1}


def test_ctrl_c_sends_nothing_more(interrupted: Interrupted) -> None:
    in_flight = SLOW["runtime.oracle.concurrency"]
    assert interrupted.in_the_end <= interrupted.answered + in_flight


def test_a_second_ctrl_c_waits_for_nothing(tmp_path: Path) -> None:
    write_params(tmp_path, SLOW)
    with serving(latency=600.0) as server:
        with running(tmp_path, server) as process:
            until(lambda: count(tmp_path, "sends") > 0)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            assert process.stderr.readline() == STOPPING + "\n"
            time.sleep(0.1)  # the line comes a moment before the second one counts
            process.send_signal(signal.SIGINT)
            _, rest = process.communicate(timeout=60)
        assert (process.returncode, rest) == (1, INTERRUPTED + "\n")
        sent = count(tmp_path, "sends")
        server.settings.latency = 0.0
        again = inside(tmp_path, "run", url=server.url)
    assert again.code == 0
    assert again.err == (
        f"{sent} requests were in flight when an earlier run died; each may have been paid for, "
        "and is in the ledger as uncertain\n"
    )
