"""Read the records that other stages left: JSON as checked models."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from stages.common.errors import PipelineError

Model = TypeVar("Model", bound=BaseModel)


def load_record(model: type[Model], path: Path, stage: str) -> Model:
    """The JSON file that `stage` wrote to `path`; raises PipelineError if missing or damaged."""
    must_exist(path, stage)
    return _parsed(model, path.read_bytes(), path.as_posix(), stage)


def load_rows(model: type[Model], path: Path, stage: str) -> Iterator[Model]:
    """The JSON lines that `stage` wrote to `path`; raises PipelineError as `load_record` does."""
    must_exist(path, stage)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield _parsed(model, line, f"{path.as_posix()}:{number}", stage)


def must_exist(path: Path, stage: str) -> None:
    """Raise PipelineError, which says what to run, if `stage` has not made this file."""
    if not path.is_file():
        fix = f"make it with `dvc repro {stage}`"
        raise PipelineError("no such file", where=path.as_posix(), fix=fix)


def _parsed(model: type[Model], text: bytes, where: str, stage: str) -> Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ").replace("Invalid JSON", "not JSON")
        fix = f"make it anew with `dvc repro --force {stage}`"
        raise PipelineError(f"{key}: {what}" if key else what, where=where, fix=fix) from None
