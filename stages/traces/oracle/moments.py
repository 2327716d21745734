"""Moments and days of the year that ends with the parameter `created_at`, as text.

Days count from the first Monday of that year.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache

from schemas.domain import DAYS, ReadOnly

WEEKS = 51
"""Whole weeks that fit in the year after its first Monday."""

AHEAD = (3, 75)
"""How many days lie between a request and a day that it names."""

CHOICE = (AHEAD[1] - AHEAD[0]) // 7 * 5
"""Days from Monday to Friday that lie so far ahead, whatever the request's day."""

WORKDAYS, WORK_HOURS, WEIGHT = 5, range(6, 20), 12
"""Requests come at any hour, but from Monday to Friday and at these so many times as often."""

CLOCK = [f"{second // 60:02d}:{second % 60:02d}Z" for second in range(3600)]
HOURS_A_WEEK = 7 * 24
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ["January", "February", "March", "April", "May", "June"]
MONTHS += ["July", "August", "September", "October", "November", "December"]


class Year:
    """Tables for one value of `created_at` (ISO 8601, UTC)."""

    def __init__(self, created_at: str) -> None:
        first = datetime.fromisoformat(created_at) - timedelta(days=365)
        midnight = first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        self.monday = midnight + timedelta(days=-midnight.weekday() % 7)
        hours = (self.monday + timedelta(hours=n) for n in range(WEEKS * HOURS_A_WEEK))
        self.hours = [f"{hour:%Y-%m-%dT%H:}" for hour in hours]
        """By number, up to the minutes."""

        self.numbers = [day // 7 * 5 + min(day % 7, 5) for day in range(WEEKS * 7 + AHEAD[1])]
        """Of each day, how many days from Monday to Friday come before."""

        self.workdays = cache(self._workdays)

    def moment(self, word: int, hours: Sequence[int]) -> tuple[int, str]:
        """A day's number and a moment of it, in one of these hours of the week."""
        hour = word % WEEKS * HOURS_A_WEEK + hours[(word >> 16 & 0xFFFFFF) % len(hours)]
        return hour // 24, self.hours[hour] + CLOCK[(word >> 40) % 3600]

    def _workdays(self, form: str) -> Sequence[tuple[str, str]]:
        """The days from Monday to Friday in order, as an argument and in words."""
        numbers = range(WEEKS * 7 + AHEAD[1])
        days = [self.monday + timedelta(days=n) for n in numbers if n % 7 < WORKDAYS]
        return [(f"{day:%Y-%m-%d}", said(day, form)) for day in days]


def said(day: datetime, form: str) -> str:
    """A day in words; they are English whatever the locale."""
    month = MONTHS[day.month - 1]
    return form.format(
        iso=f"{day:%Y-%m-%d}",
        weekday=WEEKDAYS[day.weekday()],
        day=day.day,
        month=month,
        mon=month[:3],
        year=day.year,
    )


def open_hours(windows: Iterable[ReadOnly] = ()) -> list[int]:
    """Hours of the week outside read-only windows, working hours as often as their weight."""
    closed = {
        DAYS.index(day) * 24 + hour
        for window in windows
        for day in window.days
        for hour in range(window.from_hour, window.to_hour)
    }
    return [
        hour
        for hour in range(HOURS_A_WEEK)
        if hour not in closed
        for _ in range(WEIGHT if hour // 24 < WORKDAYS and hour % 24 in WORK_HOURS else 1)
    ]
