"""Folders of any name."""

from pathlib import Path

import pytest

from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import within


async def keep(ledger: Ledger) -> None:
    await ledger.record([answer("a")])


def test_a_folder_as_parameters_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    within(Path("data/oracle/ledger"), keep)
    with Reading(Path("data/oracle/ledger")) as reading:
        assert reading.answer("a") == answer("a")


@pytest.mark.parametrize("name", ["two words", "höher", "it's"])
def test_names_of_folders(tmp_path: Path, name: str) -> None:
    within(tmp_path / name, keep)
    with Reading(tmp_path / name) as reading:
        assert reading.answer("a")


@pytest.mark.parametrize("name", ["run#2", "what?", "100%20"])
def test_names_of_folders_that_mean_something_in_a_uri(tmp_path: Path, name: str) -> None:
    within(tmp_path / name, keep)
    with Reading(tmp_path / name) as reading:
        assert reading.answer("a")
