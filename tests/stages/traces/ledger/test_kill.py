"""kill -9 in the middle of writes: what was acknowledged is there, and the next run goes on."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stages.traces.ledger import sends
from stages.traces.ledger.accounts import doubtful, paid
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.asking.samples import ROOT
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import opened, rows, within

TEXT = "x" * 3000


def killed(folder: Path, after: int) -> list[str]:
    """The keys that a run acknowledged before it was killed."""
    command = [sys.executable, "-m", "tests.stages.traces.ledger.writing_run", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        keys = [run.stdout.readline() for _ in range(after)]
        run.kill()
        keys += run.stdout.readlines()
    return [key.strip() for key in keys if key.endswith("\n")]


@pytest.mark.parametrize("after", [1, 400])
def test_every_answer_that_was_acknowledged_is_there(tmp_path: Path, after: int) -> None:
    keys = killed(tmp_path, after)
    assert len(keys) >= after
    with closing(opened(tmp_path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Reading(tmp_path) as reading:
        for key in keys:
            assert reading.answer(key) == answer(key, text=TEXT)
        (total,) = paid(reading.connection)
    assert total.answers >= len(set(keys)) == len(keys)


def test_the_next_run_settles_what_was_in_flight_and_goes_on(tmp_path: Path) -> None:
    keys = killed(tmp_path, 20)
    ((in_flight,),) = rows(
        tmp_path, "SELECT count(*) FROM sends WHERE id NOT IN (SELECT send FROM send_ends)"
    )

    async def go_on(ledger: Ledger) -> int:
        found = await sends.forsaken(ledger)
        assert doubtful(ledger.reader) == (found, found * 0.5)
        await ledger.record([answer("after")])
        return found

    assert within(tmp_path, go_on) == in_flight <= 16
    keys += killed(tmp_path, 5)
    assert {key for (key,) in rows(tmp_path, "SELECT key FROM answers")} >= {*keys, "after"}
