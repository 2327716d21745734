"""Read sections of params.yaml, with errors that name the key and the nearest right one."""

import difflib
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from stages.common.errors import PipelineError, PipelineErrors

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a YAML 1.2 file holds, as DVC reads it."""
    try:
        value = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PipelineError(
            "no such file", where=str(path), fix="run from the repository's top folder"
        ) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise PipelineError(f"not valid YAML: {error}", where=str(path)) from None
    if not isinstance(value, dict):
        raise PipelineError("holds no mapping of sections", where=str(path))
    return value


def load_section(model: type[Model], section: str, path: Path) -> Model:
    """One section of the parameter file, checked."""
    values = read_yaml(path)
    if section not in values:
        raise PipelineError(f"no section {section!r}", where=str(path))
    return validated(model, values[section], path, section)


def load_release(path: Path) -> str:
    """The release's name, the R of the file names."""
    return str(read_yaml(path).get("release", ""))


def validated(model: type[Model], values: Any, path: Path, section: str = "") -> Model:
    """`values` as a model; raises PipelineErrors with a line for each wrong key."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise PipelineErrors(_problems(error, model, path, section)) from None


def _problems(
    error: ValidationError, model: type[BaseModel], path: Path, section: str
) -> Iterator[PipelineError]:
    for item in error.errors(include_url=False):
        location = item["loc"]
        key = ".".join(str(part) for part in ((section,) if section else ()) + location)
        what, fix = item["msg"].removeprefix("Value error, "), None
        if item["type"] == "extra_forbidden":
            near = difflib.get_close_matches(str(location[-1]), _keys(model, location[:-1]), n=1)
            what, fix = "unknown key", f"did you mean {near[0]!r}?" if near else None
        elif item["type"] not in ("missing", "value_error"):
            what = f"{what}, not {item['input']!r}"
        yield PipelineError(f"{key}: {what}" if key else what, where=str(path), fix=fix)


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the model at `location` allows."""
    here: Any = model
    for part in location:
        if isinstance(here, type) and issubclass(here, BaseModel):
            here = _plain(_field(here, str(part)))
        else:  # a dict or a sequence of models
            here = _plain(typing.get_args(here)[-1])
    if isinstance(here, type) and issubclass(here, BaseModel):
        return [field.alias or name for name, field in here.model_fields.items()]
    return []


def _field(model: type[BaseModel], key: str) -> Any:
    return next(
        field.annotation for name, field in model.model_fields.items() if key in (name, field.alias)
    )


def _plain(annotation: Any) -> Any:
    """The first member of an optional or annotated type."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(arg for arg in typing.get_args(annotation) if arg is not type(None))
    return annotation
