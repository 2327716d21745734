"""A domain file's values as a `Domain`, and what the model says is wrong with them."""

import reprlib
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from schemas.domain import Domain
from stages.traces.registry.problem import Path, Problem, unknown


def to_domain(value: Any) -> tuple[Domain | None, list[Problem]]:
    """The domain; or None, and a problem for each place that is wrong."""
    try:
        return Domain.model_validate(value), []
    except ValidationError as error:
        return None, list(_problems(error))


def _problems(error: ValidationError) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        path = tuple(part for part in item["loc"] if part != "[key]")
        what = item["msg"].removeprefix("Value error, ")
        if item["type"] == "too_short":
            yield from _too_few(path, len(item["input"]), item["ctx"]["min_length"])
        elif item["type"] == "extra_forbidden":
            yield unknown(path, "key", str(path[-1]), _keys(path[:-1]))
        elif item["type"] in ("missing", "value_error"):
            yield Problem(path, what)
        else:
            yield Problem(path, f"{what}, not {reprlib.repr(item['input'])}")


def _too_few(path: Path, given: int, least: int) -> Iterator[Problem]:
    """Pydantic counts what is left after wrong items, which it reports themselves."""
    if given < least:
        yield Problem(path, f"has {given}; {least} are needed")


def _keys(path: Path) -> list[str]:
    """The keys that the model at a place of the file allows."""
    here: Any = Domain
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            here = here.model_fields[str(part)].annotation
        else:
            here = [arg for arg in typing.get_args(here) if arg is not Ellipsis][-1]
    return list(here.model_fields)
