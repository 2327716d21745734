"""Whether a request names a value: as it stands, or as people write numbers, spans and dates."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any

from schemas.domain import Kind
from stages.traces.validator.dates import written
from stages.traces.validator.numerals import ONES, spellings
from stages.traces.validator.spans import spans

Names = Callable[[Any, str], bool]
"""Of a value and the text of a request: whether the text names it."""


def text_namer(usual: Collection[str]) -> Names:
    """Names, ids, words, as they stand; those known as usual may begin a sentence."""

    def names(value: str, text: str) -> bool:
        return stands_in(value, text) or (
            value in usual and stands_in(value[:1].upper() + value[1:], text)
        )

    return names


def names_count(value: int, text: str) -> bool:
    """Whole numbers."""
    return f" {value} " in text or _any_stands_in(spellings(value), text)


def names_span(value: int, text: str) -> bool:
    """Days."""
    return f" {value} days" in text or _any_stands_in(spans(value), text)


def names_date(value: str, text: str) -> bool:
    """Dates of the form 2026-01-31."""
    return _any_stands_in(written(value), text)


def names_number(value: float, text: str) -> bool:
    """Numbers with at most two decimals."""
    return _any_stands_in(_figures(value), text)


def names_nothing(_value: object, _text: str) -> bool:
    """True and false have no name."""
    return False


BUILTIN: dict[str, Names] = {
    "rows": names_count,
    "days": names_span,
    "date": names_date,
    "boolean": names_nothing,
}


def namer(name: str, kind: Kind | None) -> Names:
    """For a kind by its name, and what the domain says of it unless it is built in."""
    if kind is None:
        return BUILTIN.get(name) or text_namer(())
    if kind.integer:
        return names_count
    return names_number if kind.number else text_namer(frozenset(kind.values or ()))


def stands_in(value: str, text: str) -> bool:
    """Whether a value is there, and not within a longer word."""
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
            return True
        at = text.find(value, at + 1)
    return False


def _any_stands_in(ways: Iterable[str], text: str) -> bool:
    """Not within a longer word or number either: nine does not stand in `fifty-nine` or `1.9`."""
    lowered = text.lower()
    for way in ways:
        at = lowered.find(way)
        while at >= 0:
            end = at + len(way)
            if lowered[at - 1 : at] == " " == lowered[end : end + 1]:
                return True  # as nearly always
            if _ends(lowered[end : end + 6]) and _begins(lowered[max(at - 2, 0) : at]):
                return True
            at = lowered.find(way, at + 1)
    return False


def _begins(before: str) -> bool:
    """`before` are the two characters in front."""
    if before[-1:].isalnum() or before[-1:] == "-":
        return False
    return not (before[-1:] in (".", ",") and before[:1].isdigit())


def _ends(after: str) -> bool:
    """`after` are the six characters behind."""
    if after[:1].isalnum() or (after[:1] in (".", ",") and after[1:2].isdigit()):
        return False
    return not (after[:1] == "-" and after[1:].startswith(ONES))


@lru_cache(maxsize=1 << 14)
def _figures(value: float) -> tuple[str, ...]:
    found = [f"{value:.2f}", f"{value:,.2f}", f"{value:g}", f"{value:.1f}", f"{value:,.1f}"]
    exact = [one for one in found if float(one.replace(",", "")) == value]
    return (*exact, *(spellings(int(value)) if value == int(value) else ()))
