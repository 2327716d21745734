"""The values that a brief gives: of their kinds, and such as a person may know."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.domain import INTENTS, Domain, Param, Tool
from stages.traces.asking.briefs import Brief
from stages.traces.validator.kinds import literals
from tests.stages.traces.asking.samples import DOMAINS, LIBRARY, briefer

EACH = 25


def made(domain: Domain) -> Iterator[Brief]:
    """Briefs of all intents, of two attempts."""
    ours = briefer(domain)
    for intent in INTENTS:
        for number in range(EACH):
            yield ours.brief(intent, number, number % 2)


def tools_of(brief: Brief, domain: Domain) -> list[tuple[str, Tool]]:
    """The tools that the task may mean: two may read alike."""
    tools = domain.callable.items()
    return [(i, tool) for i, tool in tools if brief.task == f"{tool.name}: {tool.about}"]


def value(kind: str, said: str, domain: Domain) -> Any:
    """What a person means who says it."""
    own = domain.kinds.get(kind)
    if kind == "date":
        day = datetime.strptime(said, "%A, %d %B %Y")
        assert said.startswith(f"{day:%A}, ")
        return f"{day:%Y-%m-%d}"
    if own and own.integer:
        return int(said.replace(",", ""))
    return float(said.replace(",", "")) if own and own.number else said


def before(tool_id: str, domain: Domain) -> set[str]:
    """All tools that the policy wants first, however far back."""
    firsts = {rule.first for rule in domain.policy.order if rule.then == tool_id}
    return firsts.union(*(before(first, domain) for first in firsts))


def demanded(tool_id: str, domain: Domain) -> set[str]:
    """Identifiers that only come out of what the policy wants before a tool."""
    fields = (domain.records[domain.tools[first].record] for first in before(tool_id, domain))
    kinds = {kind for record in fields for kind in record.values()}
    return {kind for kind in kinds if kind in domain.kinds and domain.kinds[kind].pattern}


def test_facts_are_values_of_their_kinds() -> None:
    kinds: Counter[str] = Counter()
    for domain in [*DOMAINS, LIBRARY]:
        for brief in made(domain):
            for kind, said in brief.facts.items():
                found = value(kind, said, domain)
                taken = literals(Param(kind=kind, about="a fact"), domain)
                assert type(found) in taken.types, (domain.domain, kind, said)
                assert taken.accepts(found), (domain.domain, kind, said)
                kinds[kind if kind not in domain.kinds else "own"] += 1
    assert kinds.keys() == {"own", "person", "email", "date", "export_target"}


def test_facts_are_what_the_tool_takes_and_one_more_at_most() -> None:
    for domain in DOMAINS:
        for brief in made(domain):
            found = tools_of(brief, domain)
            assert found, brief.task
            assert {tool.intent for _, tool in found} == {brief.intent}
            takes = {param.kind for _, tool in found for param in tool.takes.values()}
            assert len(set(brief.facts) - takes) <= 1
            assert not {"rows", "days", "boolean"} & set(brief.facts)


def test_whatever_else_the_tool_takes_has_a_value() -> None:
    for domain in DOMAINS:
        for brief in made(domain):
            ((tool_id, tool),) = tools_of(brief, domain)
            takes = {param.kind for param in tool.takes.values()} - {"rows", "days", "boolean"}
            assert takes - demanded(tool_id, domain) <= set(brief.facts)


def test_nothing_that_only_an_earlier_call_can_know() -> None:
    kept_back = 0
    for domain in DOMAINS:
        for brief in made(domain):
            ((tool_id, tool),) = tools_of(brief, domain)
            unknown = demanded(tool_id, domain)
            assert not unknown & set(brief.facts)
            kept_back += bool(unknown & {param.kind for param in tool.takes.values()})
    assert kept_back


def test_days_that_are_named_lie_ahead_and_are_workdays() -> None:
    found = 0
    for domain in DOMAINS:
        for brief in made(domain):
            if said := brief.facts.get("date"):
                day = datetime.strptime(said, "%A, %d %B %Y").replace(tzinfo=UTC)
                ahead = day - datetime.fromisoformat(brief.moment[:10] + "T00:00:00Z")
                assert timedelta(days=1) <= ahead <= timedelta(days=90)
                assert day.weekday() < 5
                found += 1
    assert found


def test_two_briefs_seldom_name_the_same_identifier() -> None:
    ours = briefer(LIBRARY)
    found = Counter(ours.brief("create", number, 0).facts.get("book_id") for number in range(200))
    del found[None]
    assert len(found) > 90
