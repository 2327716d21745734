"""The JSON files that a stage leaves beside its rows."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from stages.checks.problems import Problems, wrong_values

Model = TypeVar("Model", bound=BaseModel)


def load_record(model: type[Model], path: Path, stage: str, problems: Problems) -> Model | None:
    """The file that `stage` has made; None, and what is wrong is noted, if it can't be read."""
    if not path.is_file():
        problems.add(f"no such file; make it with `dvc repro {stage}`", path)
        return None
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        problems.add_all(wrong_values(error), path)
        return None
