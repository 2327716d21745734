"""All tools, people, reasons and manners have their turn, each about as often.

Briefs are pure functions: what these tests count is the same in every run.
"""

from collections import Counter
from itertools import combinations, product
from math import sqrt
from typing import Any

from schemas.domain import INTENTS, Domain, Intent
from stages.traces.asking.briefs import LENGTHS, SCOPES, TONES, Brief
from tests.stages.traces.asking.samples import DOMAINS, LIBRARY, briefer

MANY = 600


def briefs(domain: Domain, intent: Intent, attempt: int = 0) -> list[Brief]:
    ours = briefer(domain)
    return [ours.brief(intent, number, attempt) for number in range(MANY)]


def assert_even(counts: Counter[Any], choices: set[Any]) -> None:
    """Each choice, and within five deviations of its share."""
    assert set(counts) == choices
    share = 1 / len(choices)
    expected, deviation = MANY * share, sqrt(MANY * share * (1 - share))
    assert all(abs(count - expected) <= 5 * deviation for count in counts.values())


def test_tools() -> None:
    for domain, intent in product(DOMAINS, INTENTS):
        tools = {tool.name for tool in domain.callable.values() if tool.intent == intent}
        if len(tools) > 1:
            names = [brief.task.partition(":")[0] for brief in briefs(domain, intent)]
            assert_even(Counter(names), tools)


def test_people_and_situations() -> None:
    for domain in DOMAINS:
        assert domain.briefing
        made = briefs(domain, "retrieve")
        assert_even(Counter(brief.who for brief in made), set(domain.briefing.people))
        assert_even(Counter(brief.why for brief in made), set(domain.briefing.situations))


def test_tones_lengths_and_scopes() -> None:
    for domain in DOMAINS:
        made = briefs(domain, "update")
        assert_even(Counter(brief.tone for brief in made), set(TONES))
        assert_even(Counter(brief.length for brief in made), set(LENGTHS))
        assert_even(Counter(brief.scope for brief in made), set(SCOPES))


def test_whoever_writes_may_write_about_anything_in_any_manner() -> None:
    """Any two of them are drawn apart: all pairs there are."""
    ours = briefer(DOMAINS[0])
    made = [ours.brief("export", number, 0) for number in range(3000)]
    fields = ("task", "who", "why", "tone", "length", "scope")
    found = {name: [getattr(brief, name) for brief in made] for name in fields}
    for one, other in combinations(fields, 2):
        pairs = set(zip(found[one], found[other], strict=True))
        assert len(pairs) == len(set(found[one])) * len(set(found[other])), (one, other)


def test_a_second_attempt_is_drawn_apart_from_the_first() -> None:
    first, second = (briefs(DOMAINS[0], "delete", attempt) for attempt in (0, 1))
    alike = sum(one.tone == other.tone for one, other in zip(first, second, strict=True))
    assert abs(alike - MANY / len(TONES)) <= 5 * sqrt(MANY / len(TONES))


def test_a_domain_without_a_briefing_has_somebody() -> None:
    made = briefs(LIBRARY, "update")
    assert {(brief.who, brief.why) for brief in made} == {("someone of the desk", "daily work")}
