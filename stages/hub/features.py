"""The features of a row model, in the JSON that `datasets.Features.from_dict` reads.

They are derived from the model, so that the Hub's schema and the rows cannot drift apart, and
without importing `datasets`, which looks for tokens.
"""

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

STRING = {"dtype": "string", "_type": "Value"}


def features(model: type[BaseModel]) -> dict[str, Any]:
    """Features by column; raises TypeError for a type that has no feature yet."""
    return {name: _feature(field.annotation) for name, field in model.model_fields.items()}


def _feature(annotation: Any) -> dict[str, Any]:
    if annotation is str or _is_word(annotation):
        return STRING
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return features(annotation)
    raise TypeError(f"no feature for {annotation}")


def _is_word(annotation: Any) -> bool:
    """A closed set of words: a string on the Hub, for class labels would become numbers."""
    return get_origin(annotation) is Literal and all(
        isinstance(word, str) for word in get_args(annotation)
    )
