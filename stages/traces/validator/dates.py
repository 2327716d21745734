"""How English writes dates."""

import calendar
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def written(iso: str) -> tuple[str, ...]:
    """All ways to write `2026-03-05`, in lower case; without the year last."""
    day = date.fromisoformat(iso)
    found = [iso, f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d.%m.%Y}"]
    for month in (calendar.month_name[day.month], calendar.month_abbr[day.month]):
        for number in (str(day.day), f"{day.day}{_ending(day.day)}", f"{day.day:02d}"):
            found += [f"{number} {month}", f"{number} of {month}", f"{month} {number}"]
    return tuple(one.lower() for one in dict.fromkeys(found))


def _ending(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
