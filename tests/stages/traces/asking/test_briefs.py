"""Briefs are pure functions, and the moment of each is one at which a desk may work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.domain import DAYS, INTENTS, Domain, Intent
from stages.traces.asking.briefs import Brief, day_of
from tests.stages.traces.asking.samples import CREATED_AT, DOMAINS, LIBRARY, briefer

domains = st.sampled_from([*DOMAINS, LIBRARY])
intents = st.sampled_from(INTENTS)
numbers = st.integers(0, 4_000_000)
attempts = st.integers(0, 9)
seeds = st.integers(0, 2**63)


def brief(domain: Domain, intent: Intent, number: int, attempt: int = 0, seed: int = 42) -> Brief:
    """Of a briefer that made others before."""
    ours = briefer(domain, seed)
    ours.brief("export", number + 1, attempt)
    return ours.brief(intent, number, attempt)


@given(domains, intents, numbers, attempts, seeds)
def test_the_same_whatever_was_made_before(
    domain: Domain, intent: Intent, number: int, attempt: int, seed: int
) -> None:
    fresh = briefer(domain, seed).brief(intent, number, attempt)
    assert fresh == brief(domain, intent, number, attempt, seed)
    assert fresh.intent == intent


@given(domains, intents, numbers, attempts, attempts)
def test_other_attempts_have_other_briefs(
    domain: Domain, intent: Intent, number: int, one: int, other: int
) -> None:
    same = brief(domain, intent, number, one) == brief(domain, intent, number, other)
    assert same == (one == other)


@given(domains, intents, numbers, seeds, seeds)
def test_other_seeds_have_other_briefs(
    domain: Domain, intent: Intent, number: int, one: int, other: int
) -> None:
    found = [brief(domain, intent, number, seed=seed) for seed in (one, other)]
    assert (found[0] == found[1]) == (one == other)


def test_the_numbers_of_a_cell_have_briefs_of_their_own() -> None:
    ours = briefer(DOMAINS[0])
    found = {repr(ours.brief(intent, number, 0)) for intent in INTENTS for number in range(500)}
    assert len(found) == 500 * len(INTENTS)


def test_two_domains_draw_apart() -> None:
    moments = {brief(domain, "update", 7).moment for domain in DOMAINS}
    assert len(moments) == len(DOMAINS)


@given(domains, intents, numbers, attempts)
def test_never_within_a_read_only_window(
    domain: Domain, intent: Intent, number: int, attempt: int
) -> None:
    moment = datetime.fromisoformat(brief(domain, intent, number, attempt).moment)
    for window in domain.policy.read_only:
        inside = window.from_hour <= moment.hour < window.to_hour
        assert not (inside and DAYS[moment.weekday()] in window.days)


def test_a_domain_that_is_closed_on_sundays_gets_requests_on_all_other_days() -> None:
    ours = briefer(LIBRARY)
    found = {
        datetime.fromisoformat(ours.brief("update", number, 0).moment).weekday()
        for number in range(500)
    }
    assert found == set(range(6))


@settings(max_examples=30, deadline=None)
@given(
    numbers,
    st.datetimes(datetime(1999, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)
def test_within_the_year_before_the_set_was_made(number: int, created_at: datetime) -> None:
    created = created_at.replace(microsecond=0)
    ours = briefer(LIBRARY, created_at=created.isoformat().replace("+00:00", "Z"))
    moment = datetime.fromisoformat(ours.brief("create", number, 0).moment)
    assert created - timedelta(days=365) <= moment <= created


def test_the_whole_year_is_used() -> None:
    ours, end = briefer(DOMAINS[0]), datetime.fromisoformat(CREATED_AT)
    found = [
        datetime.fromisoformat(ours.brief("create", number, 0).moment) for number in range(1000)
    ]
    assert {moment.month for moment in found} == set(range(1, 13))
    assert min(found) < end - timedelta(days=350)
    assert max(found) > end - timedelta(days=14)
    assert len(set(found)) == len(found)


@given(domains, intents, numbers)
def test_today_is_the_day_of_the_moment(domain: Domain, intent: Intent, number: int) -> None:
    made = brief(domain, intent, number)
    day = datetime.fromisoformat(made.moment)
    assert made.today == day_of(made.moment) == f"{day:%A}, {day.day} {day:%B} {day.year}"


def test_what_is_told_has_the_number_and_not_the_moment() -> None:
    made = brief(DOMAINS[0], "export", 3)
    told = made.told(8)
    assert told.pop("number") == 8
    assert "moment" not in told
    assert replace(made, **told) == made
