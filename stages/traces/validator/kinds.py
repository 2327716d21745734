"""Which literals a kind accepts."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from schemas.domain import Domain, Kind, Param

Accepts = Callable[[Any], object]
"""Truthy for a value that is one."""

PERSON = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+)+")
EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _never(_value: object) -> bool:
    return False


class Literals(NamedTuple):
    """The literals of a parameter."""

    types: tuple[type, ...]
    accepts: Accepts
    """Asked only of values of that type."""

    wanted: str
    """In words, for messages."""

    allows: Accepts = _never
    """Of a kind with examples: also asked, of values that are none of them."""


def literals(param: Param, domain: Domain) -> Literals:
    """What a parameter takes; of a list, each item."""
    if kind := domain.kinds.get(param.kind):
        return _own(param.kind, kind)
    match param.kind:
        case "rows" | "days":
            return _whole(1, param.max or 1)
        case "person":
            return Literals((str,), PERSON.fullmatch, "a full name")
        case "email":
            return Literals((str,), EMAIL.fullmatch, "an email address")
        case "date":
            return Literals((str,), _is_date, "a date such as 2026-01-31")
        case "export_target":  # which ones, the policy says
            return _open("an export target", domain.policy.export_targets)
    return Literals((bool,), _true, "true or false")


def _own(name: str, kind: Kind) -> Literals:
    if kind.pattern is not None:
        return Literals((str,), re.compile(kind.regex).fullmatch, f"of the form {kind.pattern}")
    if kind.integer is not None:
        return _whole(*kind.integer)
    if kind.number is not None:
        return _decimal(*kind.number)
    values = kind.values or ()
    if kind.closed:
        return Literals((str,), frozenset(values).__contains__, f"one of {', '.join(values)}")
    return _open(f"a {name}", values)


def _whole(low: int, high: int) -> Literals:
    return Literals(
        (int,), range(low, high + 1).__contains__, f"a whole number from {low} to {high}"
    )


def _decimal(low: float, high: float) -> Literals:
    def accepts(value: float) -> bool:
        return low <= value <= high and round(value, 2) == value

    return Literals(
        (int, float), accepts, f"a number from {low} to {high} with two decimals at most"
    )


def _open(wanted: str, examples: Iterable[str]) -> Literals:
    return Literals((str,), frozenset(examples).__contains__, wanted, _is_plain)


def _true(_value: bool) -> bool:
    return True


def _is_plain(value: str) -> bool:
    """Not blank, and no remains of a template."""
    return value == value.strip() != "" and value.isprintable() and not set(value) & set("{}$")


def _is_date(value: str) -> bool:
    try:
        return DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False
