"""Write JSON values as YAML."""

import json
import re
from collections.abc import Callable
from typing import Any

from stages.configs.yaml.page import Page
from stages.configs.yaml.scalars import resolve

_SAFE = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./@+=-]*(?:[ :][A-Za-z0-9_./@+=-]+)*")
"""Plain everywhere but in brackets, where parsers differ about colons."""

_ODD = re.compile(
    r"[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|\.[0-9_]+"
)
"""Numbers and times to other readers of YAML 1.1, though not to Kubernetes."""

_ESCAPED = re.compile("[\x7f-\xa0\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Quote = Callable[[str], str]


def plain_or_double(text: str) -> str:
    """A string without quotes, or in double ones where it would be read as something else."""
    odd = _ODD.fullmatch(text) or not isinstance(resolve(text), str)
    return text if _SAFE.fullmatch(text) and not odd else double(text)


def double(text: str) -> str:
    """A string in double quotes, with the escapes that JSON and YAML share."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def single(text: str) -> str:
    """A string in single quotes if they can hold it."""
    return double(text) if not text.isprintable() else "'" + text.replace("'", "''") + "'"


def inline(value: Any, quote: Quote = plain_or_double) -> str:
    """A scalar or an empty collection."""
    return quote(value) if isinstance(value, str) else json.dumps(value)


def flow(value: Any, quote: Quote) -> str:
    """Any value on one line, in brackets."""
    if isinstance(value, dict):
        inner = (f"{flow(key, quote)}: {flow(item, quote)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, quote) for item in value) + "]"
    if isinstance(value, str) and ":" in value:
        return double(value)
    return inline(value, quote)


def block(value: Any, page: Page) -> list[str]:
    """A collection that is not empty as lines, the first entry at column 0."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in entry(key, item, page)]
    return [line for each in value for line in item(each, page)]


def entry(key: str, value: Any, page: Page) -> list[str]:
    """A key with its value as lines."""
    name = plain_or_double(key)
    if not is_nested(value):
        return [f"{name}: {inline(value)}"]
    indent = page.step if isinstance(value, dict) else page.dash
    return [f"{name}:", *indented(block(value, page), indent)]


def item(value: Any, page: Page, indent: int = 2) -> list[str]:
    """An item of a list as lines: a dash, and all else `indent` columns from it."""
    lines = block(value, page) if is_nested(value) else [inline(value)]
    first, *rest = lines
    return ["-".ljust(indent) + first, *indented(rest, indent)]


def is_nested(value: Any) -> bool:
    """Whether a value is a collection that is not empty, which takes lines of its own."""
    return isinstance(value, dict | list) and bool(value)


def indented(lines: list[str], columns: int) -> list[str]:
    """Lines further to the right."""
    return [" " * columns + line for line in lines]
