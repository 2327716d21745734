"""How English writes spans of time that are whole days: two weeks, the last quarter, a year."""

from functools import lru_cache

from stages.traces.validator.numerals import spellings

UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
"""How many days each stands for here."""

SPECIAL = {1: ("24 hours",), 180: ("half a year",)}


@lru_cache(maxsize=1024)
def spans(days: int) -> tuple[str, ...]:
    """All ways to write that many days, in lower case; one of a unit is the unit alone."""
    counts = [(days // size, unit) for unit, size in UNITS.items() if days % size == 0]
    found = [span for count, unit in reversed(counts) for span in _of(count, unit)]
    return tuple(dict.fromkeys((*found, *SPECIAL.get(days, ()))))


def _of(count: int, unit: str) -> list[str]:
    if count == 1:
        return [unit]
    if count == 2:
        return [f"2 {unit}s", f"two {unit}s", f"a couple of {unit}s", f"2-{unit}", f"two-{unit}"]
    return [f"{number}{end}" for number in spellings(count) for end in (f" {unit}s", f"-{unit}")]
