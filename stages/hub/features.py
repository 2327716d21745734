"""The features of a row model, in the JSON that `datasets.Features.from_dict` reads.

They are derived from the model, so that the Hub's schema and the rows cannot drift apart, and
without importing `datasets`, which looks for tokens. A list is written `[item]`, which all versions
of `datasets` read; the `List` of version 4 is unknown to those before it.
"""

from collections.abc import Iterator, Set
from typing import Any, Literal, TypeGuard, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

STRING = {"dtype": "string", "_type": "Value"}
INTEGER = {"dtype": "int64", "_type": "Value"}
BOOLEAN = {"dtype": "bool", "_type": "Value"}
JSON = {"_type": "Json"}
"""What has other keys in every row: text on the Hub, objects to readers."""

PLAIN = {
    str: STRING,
    str | None: STRING,
    int: INTEGER,
    int | None: INTEGER,
    bool: BOOLEAN,
    AwareDatetime: STRING,
}
"""Moments are text in ISO 8601."""

BLANK = ""
"""What a string that may be null is on the Hub instead of null."""


def features(
    model: type[BaseModel], json: Set[str] = frozenset(), place: str = ""
) -> dict[str, Any]:
    """Features by column; raises TypeError for a type that has no feature yet.

    `json` names columns that are to be JSON whatever their type, `policy.scope_limits`, as they are
    called when the model itself stands at `place`, `policy.`.
    """
    fields = model.model_fields.items()
    return {name: _feature(field.annotation, json, place + name) for name, field in fields}


def nulls(model: type[BaseModel]) -> dict[str, str]:
    """What to write for null, by column: `{"info.patch": ""}`."""
    return dict.fromkeys(_nullable(model), BLANK)


def _feature(annotation: Any, json: Set[str], column: str) -> Any:
    if column in json or get_origin(annotation) is dict:
        return JSON
    if _is_word(annotation):
        return STRING
    if _is_model(annotation):
        return features(annotation, json, f"{column}.")
    if get_origin(annotation) is tuple and get_args(annotation)[1:] == (...,):
        return [_feature(get_args(annotation)[0], json, column)]
    if annotation in PLAIN:
        return PLAIN[annotation]
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
