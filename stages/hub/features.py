"""The features of a row model, in the JSON that `datasets.Features.from_dict` reads.

They are derived from the model, so that the Hub's schema and the rows cannot drift apart, and
without importing `datasets`, which looks for tokens. A list is written `[item]`, which all versions
of `datasets` read; the `List` of version 4 is unknown to those before it.
"""

from collections.abc import Iterator
from typing import Any, Literal, TypeGuard, get_args, get_origin

from pydantic import BaseModel

STRING = {"dtype": "string", "_type": "Value"}

BLANK = ""
"""What a string that may be null is on the Hub instead of null."""


def features(model: type[BaseModel]) -> dict[str, Any]:
    """Features by column; raises TypeError for a type that has no feature yet."""
    return {name: _feature(field.annotation) for name, field in model.model_fields.items()}


def nulls(model: type[BaseModel]) -> dict[str, str]:
    """What to write for null, by column: `{"info.patch": ""}`."""
    return dict.fromkeys(_nullable(model), BLANK)


def _feature(annotation: Any) -> Any:
    if annotation in (str, str | None) or _is_word(annotation):
        return STRING
    if _is_model(annotation):
        return features(annotation)
    if get_origin(annotation) is tuple and get_args(annotation)[1:] == (...,):
        return [_feature(get_args(annotation)[0])]
    raise TypeError(f"no feature for {annotation}")


def _nullable(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if field.annotation == str | None:
            yield name
        elif _is_model(field.annotation):
            yield from (f"{name}.{rest}" for rest in _nullable(field.annotation))


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_word(annotation: Any) -> bool:
    """A closed set of words: a string on the Hub, for class labels would become numbers."""
    return get_origin(annotation) is Literal and all(
        isinstance(word, str) for word in get_args(annotation)
    )
