import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.traces.writing.generate import generate
from tests.stages.traces.writing.standins import RELEASE, content, job, picky, places

SHARDS = 20


def start(folder: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.stages.traces.writing.slow_run"]
    return subprocess.Popen(
        [*command, str(folder), str(workers)], stderr=subprocess.DEVNULL, start_new_session=True
    )


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def finished(folder: Path) -> dict[str, int]:
    """Inodes of finished shards by number."""
    accounts = (folder / "cache").glob("*/*.account.json")
    numbers = [path.name.partition(".")[0] for path in accounts]
    return {
        number: next((folder / "cache").glob(f"*/{number}.jsonl")).stat().st_ino
        for number in numbers
    }


def gone(group: int) -> bool:
    """Whether no process of the group is left; worker processes must not outlive their parent."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_and_run_again(tmp_path: Path, workers: int) -> None:
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    kept: dict[str, int] = {}
    for least in (1, 10):
        process = start(killed, workers)
        until(lambda least=least: len(finished(killed)) >= least)  # type: ignore[misc]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        until(lambda process=process: gone(process.pid))  # type: ignore[misc]
        assert not (killed / "data/traces").exists()
        (killed / "data/.traces.partial/half").write_bytes(b"x")
        found = finished(killed)
        assert found.items() >= kept.items()
        assert len(found) < SHARDS
        kept = found
    assert start(killed, workers).wait() == 0
    for number, inode in kept.items():
        file = killed / f"data/traces/gold-traces-test-{number}-of-{SHARDS:05d}.jsonl"
        assert file.stat().st_ino == inode
    generate(job(400, 20, furnish=picky), places(undisturbed), RELEASE, 1)
    same = content(killed) == content(undisturbed)
    assert same
