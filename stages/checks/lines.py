"""From a line of a file to a row, or to what is wrong with it."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from stages.checks.problems import wrong_values

Row = TypeVar("Row", bound=BaseModel)


class Faults(tuple[str, ...]):
    """Everything that is wrong with one line."""

    __slots__ = ()


def parse_row(line: bytes, model: type[Row]) -> Row | Faults:
    """The row that a line holds; the newline belongs to the line."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return Faults([f"not UTF-8: byte 0x{line[error.start]:02x} at column {error.start + 1}"])
    if not text.strip():
        return Faults(["blank line"])
    if not text.endswith("\n"):
        return Faults(["the last line does not end in a newline; the file seems cut short"])
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        return Faults(wrong_values(error))
