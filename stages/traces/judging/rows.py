"""The rows of a file that anyone may have written, or damaged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pyarrow as pa
import zstandard

from stages.traces.writing.job import Trace
from stages.traces.writing.read import is_table, nested, table_rows, text_lines


class Unreadable(NamedTuple):
    """What stands in the place of a trace."""

    code: str
    message: str


Row = tuple[int, Trace | Unreadable]
"""A line's number, from 1, and the object that it holds; 0 for what ends the whole file."""

DAMAGE = (pa.ArrowException, zstandard.ZstdError, UnicodeDecodeError)


def rows(path: Path) -> Iterator[Row]:
    """All rows, as far as the file can be read; raises nothing for what a file holds."""
    try:
        yield from enumerate(_table(path) if is_table(path) else _lines(path), start=1)
    except EOFError as error:
        yield 0, Unreadable("file.truncated", str(error))
    except DAMAGE as error:
        yield 0, Unreadable("file.damaged", _one_line(error))
    except OSError as error:
        yield 0, Unreadable("file.unreadable", error.strerror or _one_line(error))


def _lines(path: Path) -> Iterator[Trace | Unreadable]:
    return map(_parsed, text_lines(path))


def _parsed(line: bytes) -> Trace | Unreadable:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _no_json(line, error)
    if type(value) is not dict:
        return Unreadable("file.not-object", f"is {_name(value)}, not an object")
    return value


def _no_json(line: bytes, error: orjson.JSONDecodeError) -> Unreadable:
    if not line.strip():
        return Unreadable("file.empty-line", "is empty")
    try:
        line.decode()
    except UnicodeDecodeError as wrong:
        return Unreadable("file.not-utf8", f"byte {wrong.start + 1} is no UTF-8")
    return Unreadable("file.not-json", f"{error.msg}, column {error.colno}")


def _name(value: object) -> str:
    if value is None or isinstance(value, bool):
        return orjson.dumps(value).decode()
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a number"


def _table(path: Path) -> Iterator[Trace | Unreadable]:
    return map(_nested, table_rows(path))


def _nested(row: dict[str, Any]) -> Trace | Unreadable:
    try:
        return nested(row)
    except KeyError as error:
        return Unreadable("file.columns", f"there is no column {error}")
    except orjson.JSONDecodeError as error:
        return Unreadable("file.not-json", f"a column of JSON: {error.msg}, column {error.colno}")
    except TypeError:
        return Unreadable("file.columns", "a column has null or no struct where one belongs")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
