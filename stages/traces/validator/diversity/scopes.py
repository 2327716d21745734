"""Scopes in classes, so that any number of traces has a handful."""

from bisect import bisect_left

ROWS = (1, 10, 100, 1000)
DAYS = (7, 30, 90, 365)


def rows_class(rows: int | None) -> str:
    """`1`, `2-10`, ..., `over 1000`."""
    return _class(rows, ROWS)


def days_class(days: int | None) -> str:
    """`1-7`, `8-30`, ..., `over 365`."""
    return _class(days, DAYS)


def _class(value: int | None, bounds: tuple[int, ...]) -> str:
    if value is None:
        return "none"
    place = bisect_left(bounds, value)
    if place == len(bounds):
        return f"over {bounds[-1]}"
    low, high = (bounds[place - 1] + 1 if place else 1), bounds[place]
    return f"{low}-{high}" if low < high else f"{high}"
