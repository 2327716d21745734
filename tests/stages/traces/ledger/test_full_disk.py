"""A disk that is full for real, or that nothing may be written to."""

import asyncio
import gc
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger.accounts import paid
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import rows, within
from tests.stages.traces.writing.test_full_disk import mount

TEXT = "x" * 5000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if not mount(tmp_path, "size=300k"):
        pytest.skip("only root may mount a small disk")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


async def fill(ledger: Ledger) -> list[str]:
    """Write until it can't be; the keys that were acknowledged."""
    keys: list[str] = []
    with pytest.raises(PipelineError) as refused:
        for number in range(200):
            await ledger.record([answer(str(number), text=TEXT)])
            keys.append(str(number))
    where = ledger.folder
    assert str(refused.value) == f"{where}: can't be written: database or disk is full"
    return keys


def test_what_was_acknowledged_is_there_and_a_larger_disk_goes_on(disk: Path) -> None:
    keys = within(disk / "ledger", fill)
    assert keys
    with Reading(disk / "ledger") as reading:
        assert [reading.answer(key) for key in keys] == [answer(key, text=TEXT) for key in keys]
    assert mount(disk, "remount", "size=3m")
    within(disk / "ledger", lambda ledger: ledger.record([answer("after")]))
    found = {key for (key,) in rows(disk / "ledger", "SELECT key FROM answers")}
    assert found >= {*keys, "after"}


def test_the_same_run_goes_on_once_there_is_room(disk: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        await fill(ledger)
        assert mount(disk, "remount", "size=3m")
        await asyncio.gather(*(ledger.record([answer(key, text=TEXT)]) for key in "abc"))

    within(disk / "ledger", keep)
    with Reading(disk / "ledger") as reading:
        assert all(reading.answer(key) for key in "abc")


def test_no_ledger_can_be_made(disk: Path) -> None:
    """Whatever room there is, from none at all to enough."""
    filler, folder, told = disk / "filler", disk / "ledger", []
    for pages in range(0, 60, 5):
        _fill_up(filler, pages)
        try:
            with Ledger(folder):
                break
        except (PipelineError, OSError) as error:  # OSError where not even the folder can be made
            told.append(str(error))
        filler.unlink()
        gc.collect()  # as at the end of a run: connections are closed
        within(folder, lambda ledger: ledger.record([answer("a")]))
        with Reading(folder) as reading:
            assert [one.answers for one in paid(reading.connection)] == [1]
        shutil.rmtree(folder)
    else:
        pytest.fail("there was never room enough")
    assert len(told) >= 3
    assert all("\n" not in line for line in told)


def _fill_up(filler: Path, pages: int) -> None:
    """Leave so many pages free."""
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - pages * 4096))


def test_a_disk_that_is_only_read(disk: Path) -> None:
    within(disk / "ledger", lambda ledger: ledger.record([answer("a")]))
    gc.collect()
    assert mount(disk, "remount", "ro")
    try:
        with pytest.raises(PipelineError), Ledger(disk / "ledger"):
            pass
    finally:
        assert mount(disk, "remount", "rw")
