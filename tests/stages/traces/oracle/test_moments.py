from datetime import UTC, datetime, timedelta

import pytest

from schemas.domain import ReadOnly
from stages.traces.oracle.moments import AHEAD, CHOICE, WEEKS, Year, open_hours, said

END = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def year() -> Year:
    return Year("2026-11-22T00:00:00Z")


@pytest.mark.parametrize("week", range(WEEKS))
def test_moments_lie_in_the_year_before(year: Year, week: int) -> None:
    word = week + (59 << 16) + (3599 << 40)
    day, moment = year.moment(word - word % WEEKS + week, open_hours())
    assert END - timedelta(days=365) < datetime.fromisoformat(moment) < END
    assert 0 <= day < WEEKS * 7


@pytest.mark.parametrize("end", ["2026-11-22", "2026-11-23", "2024-03-01", "2025-12-31"])
def test_every_hour_lies_in_the_year_before(end: str) -> None:
    year, moment = Year(f"{end}T00:00:00Z"), datetime.fromisoformat(f"{end}T00:00:00Z")
    assert year.monday.weekday() == 0
    assert moment - timedelta(days=365) <= year.monday
    assert datetime.fromisoformat(year.hours[-1] + "59:59Z") < moment


def test_a_day_and_its_moment_agree(year: Year) -> None:
    for word in range(0, 2**60, 2**60 // 97):
        day, moment = year.moment(word, open_hours())
        assert (year.monday + timedelta(days=day)).date().isoformat() == moment[:10]


def test_read_only_windows_are_left_out() -> None:
    window = ReadOnly(days=("sat", "tue"), from_hour=22, to_hour=24, because="A window of tests.")
    hours = open_hours([window])
    assert {24 + 22, 24 + 23, 5 * 24 + 22, 5 * 24 + 23} == set(range(168)) - set(hours)


def test_working_hours_come_most_often() -> None:
    hours = open_hours()
    at_work = [hour for hour in hours if hour // 24 < 5 and 6 <= hour % 24 < 20]
    assert len(at_work) > 0.8 * len(hours)


def test_days_that_requests_name_are_workdays(year: Year) -> None:
    days = [datetime.fromisoformat(day) for day, _ in year.workdays("{iso}")]
    assert {day.weekday() for day in days} == set(range(5))
    assert days == sorted(set(days))
    assert len(days) == year.numbers[-1] + 1


def test_days_have_their_numbers(year: Year) -> None:
    workdays = [day for day, _ in year.workdays("{iso}")]
    for day in range(WEEKS * 7):
        date = (year.monday + timedelta(days=day)).date().isoformat()
        found = workdays[year.numbers[day]]
        assert found == date if day % 7 < 5 else found > date
        assert workdays[year.numbers[day] - 1] < date or day == 0


def test_the_choice_of_days_ends_in_time(year: Year) -> None:
    workdays = [day for day, _ in year.workdays("{iso}")]
    for day in range(WEEKS * 7):
        last = workdays[year.numbers[day + AHEAD[0]] + CHOICE - 1]
        assert last < (year.monday + timedelta(days=day + AHEAD[1])).date().isoformat()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("{weekday} {day} {month} {year}", "Thursday 5 March 2026"),
        ("{mon} {day}", "Mar 5"),
        ("{iso}", "2026-03-05"),
    ],
)
def test_said(form: str, text: str) -> None:
    assert said(datetime(2026, 3, 5, tzinfo=UTC), form) == text
