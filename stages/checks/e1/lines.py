"""From a line of a file to a row, or to what is wrong with it."""

from collections.abc import Iterator

from pydantic import ValidationError

from schemas.e1 import E1Row
from schemas.e1_sets import E1Set
from stages.checks.problems import wrong_values


class Faults(tuple[str, ...]):
    """Everything that is wrong with one line."""

    __slots__ = ()


def parse_line(line: bytes, spec: E1Set) -> E1Row | Faults:
    """The row that a line of this set's file holds; the newline belongs to the line."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return Faults([f"not UTF-8: byte 0x{line[error.start]:02x} at column {error.start + 1}"])
    if not text.strip():
        return Faults(["blank line"])
    if not text.endswith("\n"):
        return Faults(["the last line does not end in a newline; the file seems cut short"])
    try:
        row = E1Row.model_validate_json(text)
    except ValidationError as error:
        return Faults(wrong_values(error))
    return Faults(_misfits(row, spec)) or row


def _misfits(row: E1Row, spec: E1Set) -> Iterator[str]:
    """What is wrong with a row that would be right in another file."""
    if row.meta.source != spec.source:
        yield f"meta.source: {row.meta.source!r} in the file of {spec.source}"
    if row.meta.split not in spec.splits:
        yield f"meta.split: {row.meta.split!r} in a file of {', '.join(spec.splits)}"
