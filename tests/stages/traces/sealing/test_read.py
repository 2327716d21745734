import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.traces.sealing.read import read_seal
from tests.stages.traces.sealing.sets import write_sealed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_sealed(Path("sealed"))
    return Path("sealed")


def refused(folder: Path) -> str:
    with pytest.raises(PipelineError) as error:
        read_seal(folder)
    return str(error.value)


def test_what_was_sealed(tmp_path: Path) -> None:
    made = write_sealed(tmp_path / "sealed")
    assert read_seal(tmp_path / "sealed") == made


@pytest.mark.parametrize("there", [False, True])
def test_nothing_is_sealed(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "sealed"
    if there:
        folder.mkdir()
    assert refused(folder) == (
        f"{folder}: no sealed answers; dvc pull, or make them with: python -m stages.oracle seal"
    )


@pytest.mark.parametrize("name", ["traces.parquet", "rejected.parquet", "answers.parquet"])
def test_a_file_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refused(folder) == f"sealed/{name}: is missing; dvc pull"


@pytest.mark.parametrize("name", ["traces.parquet", "rejected.parquet", "answers.parquet"])
def test_a_file_is_damaged(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert refused(folder) == f"sealed/{name}: is not the file that was sealed; dvc checkout"


def test_a_file_of_another_set(folder: Path) -> None:
    file = folder / "answers.parquet"
    file.write_bytes((folder / "traces.parquet").read_bytes())
    assert refused(folder) == f"{file}: is not the file that was sealed; dvc checkout"


def test_the_seal_is_no_json(folder: Path) -> None:
    path = folder / "seal.json"
    path.write_bytes(path.read_bytes()[:40])
    message = refused(folder)
    assert message.startswith("sealed/seal.json: ")
    assert "Invalid JSON: EOF while parsing" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda seal: seal.pop("seed"), "seed: Field required"),
        (lambda seal: seal.update(seed="x"), "seed: Input should be a valid integer"),
        (lambda seal: seal.update(extra=1), "extra: Extra inputs are not permitted"),
    ],
)
def test_a_seal_of_another_form(
    folder: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    changed(folder, change)
    assert refused(folder).startswith(f"sealed/seal.json: {message}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda seal: seal.update(total=41), "accepted and"),
        (lambda seal: seal["unfilled"].pop(), "accepted and"),
        (
            lambda seal: seal["files"]["traces.parquet"].update(rows=1),
            "traces.parquet has not the ",
        ),
    ],
)
def test_a_seal_that_does_not_add_up(
    folder: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    changed(folder, change)
    told = refused(folder)
    assert told.startswith("sealed/seal.json: ")
    assert message in told


@pytest.mark.parametrize("name", ["traces.parquet", "rejected.parquet", "answers.parquet"])
def test_a_seal_without_one_of_the_files(folder: Path, name: str) -> None:
    changed(folder, lambda seal: seal["files"].pop(name))
    assert refused(folder).startswith("sealed/seal.json: ")


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "seal.json"
    seal = json.loads(path.read_text())
    change(seal)
    path.write_text(json.dumps(seal))
