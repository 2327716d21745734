"""One run at a time, and one line where there is no ledger or none can be."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger.accounts import paid
from stages.traces.ledger.ledger import NAME, Ledger, Reading
from tests.stages.traces.asking.samples import ROOT
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import opened, within

OPEN = """
import sys
from pathlib import Path
from stages.common.errors import PipelineError
from stages.traces.ledger.ledger import Ledger

try:
    with Ledger(Path(sys.argv[1])):
        print("open")
except PipelineError as error:
    print(error)
"""


async def keep(ledger: Ledger) -> None:
    await ledger.record([answer("a")])


def in_another_process(folder: Path) -> str:
    command = [sys.executable, "-c", OPEN, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "data/oracle/ledger"
    within(folder, keep)
    with Reading(folder) as reading:
        assert reading.answer("a") == answer("a")


def test_a_second_ledger_of_the_folder_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path):
        with pytest.raises(PipelineError) as refused, Ledger(tmp_path):
            pass
        wanted = f"{tmp_path}: another run is writing here; wait for it to end"
        assert str(refused.value) == wanted
        assert in_another_process(tmp_path) == wanted
    assert in_another_process(tmp_path) == "open"
    with Ledger(tmp_path):
        pass


def test_another_folder_is_another_ledger(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a"), Ledger(tmp_path / "b"):
        pass


def test_one_that_was_refused_can_be_opened_later(tmp_path: Path) -> None:
    late = Ledger(tmp_path)
    with Ledger(tmp_path), pytest.raises(PipelineError):
        late.__enter__()
    with late:
        assert late.answer("a") is None


def test_a_run_that_fails_lets_go_of_it(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Ledger(tmp_path):
        raise KeyError
    with Ledger(tmp_path):
        pass


def test_one_that_was_closed_is_closed(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        assert ledger.answer("a") is None
    left = {path.name for path in tmp_path.iterdir()}
    assert left - {"ledger.lock"} == {NAME}


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as refused:
        Reading(tmp_path)
    assert str(refused.value) == f"{tmp_path}: no ledger; python -m stages.oracle run"
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_is_no_ledger_is_told_to_who_writes(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database " * 1000)
    for _ in range(2):
        with pytest.raises(PipelineError) as refused, Ledger(tmp_path):
            pass
        where = tmp_path / NAME
        assert str(refused.value) == f"{where}: no ledger can be kept: file is not a database"


def test_a_ledger_of_another_version_is_left_alone(tmp_path: Path) -> None:
    within(tmp_path, keep)
    with closing(opened(tmp_path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(PipelineError, match="no ledger can be kept"), Ledger(tmp_path):
        pass
    with Reading(tmp_path) as reading:
        assert reading.answer("a")


def test_a_file_that_is_no_ledger_is_told_to_who_reads(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database " * 1000)
    with pytest.raises(PipelineError), Reading(tmp_path) as reading:
        reading.answer("a")


def test_a_file_without_tables_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    with pytest.raises(PipelineError), Reading(tmp_path) as reading:
        list(paid(reading.connection))


def test_a_file_without_tables_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    within(tmp_path, keep)
    with Reading(tmp_path) as reading:
        assert reading.answer("a")


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "ledger").touch()
    with pytest.raises(PipelineError), Ledger(tmp_path / "ledger"):
        pass
