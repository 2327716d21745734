"""Questions go through the real SDK to the API's stand-in, and its answers are read."""

from typing import Any

import pytest
from anthropic import Anthropic

from stages.traces.asking.ask import Ask
from stages.traces.asking.flaws import Flaw, corrected, read
from stages.traces.asking.formats import Judgement, PlannedCalls, WrittenRequests
from stages.traces.asking.prompts import FORMS
from stages.traces.asking.texts import by_number
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.batches import Item
from stages.traces.transports.reading import answer_of
from tests.servers.claude.client import speaking
from tests.servers.claude.settings import Settings
from tests.stages.traces.asking.samples import DOMAINS, LIBRARY, asks, briefer, prompts


def asked(client: Anthropic, ask: Ask) -> Answer:
    body: Any = ask.sent("5m")
    return answer_of(Item.of(ask), client.messages.create(**body), "messages")


def test_all_three_phases_of_every_domain() -> None:
    with speaking() as (server, client):
        for domain in DOMAINS:
            ours = prompts(domain)
            briefs = [briefer(domain).brief(intent, 3, 0) for intent in ("export", "delete")]
            written = read(asked(client, ours.requests(briefs)), WrittenRequests)
            assert isinstance(written, WrittenRequests)
            texts = by_number(written, len(briefs))
            assert not isinstance(texts, Flaw)
            assert set(texts) == {1, 2}
            plan = read(asked(client, ours.plan(texts[1], briefs[0].today)), PlannedCalls)
            assert isinstance(plan, PlannedCalls)
            judged = asked(client, ours.judgement(texts[1], briefs[0].today, plan))
            assert read(judged, Judgement) == Judgement(verdict="accept", findings=[])
    assert server.requests == {("POST /v1/messages", "200"): 150}


def test_the_desk_is_read_from_the_cache() -> None:
    domain = DOMAINS[0]
    with speaking() as (_, client):
        first, second = (asked(client, prompts(domain).plan(text, "Monday")) for text in "ab")
    assert first.usage.cache_read == 0 < first.usage.cache_write_5m
    assert second.usage.cache_read == first.usage.cache_write_5m
    assert second.usage.cache_write_5m == second.usage.cache_write_1h == 0


@pytest.mark.parametrize("thinking", ["adaptive", "disabled", None])
@pytest.mark.parametrize("effort", ["low", "max", None])
def test_all_ways_to_think(thinking: str | None, effort: str | None) -> None:
    with speaking(Settings(thinking_blocks=1)) as (_, client):
        ask = asks(DOMAINS[0], thinking=thinking, effort=effort)["requests"]
        assert isinstance(read(asked(client, ask), WrittenRequests), WrittenRequests)


@pytest.mark.parametrize(
    ("mistake", "kind"),
    [("refusals", "refused"), ("truncated", "cut-off"), ("malformed", "broken")],
)
def test_a_flaw_is_found_and_its_correction_taken(mistake: str, kind: str) -> None:
    with speaking() as (server, client):
        server.settings.change({mistake: 1})
        for phase, ask in asks(DOMAINS[0]).items():
            answer = asked(client, ask)
            flaw = read(answer, FORMS[phase])
            assert isinstance(flaw, Flaw)
            assert flaw.kind == kind
            again = corrected(ask, answer, flaw)
            assert isinstance(read(asked(client, again), FORMS[phase]), FORMS[phase])


def test_a_domain_that_the_model_does_not_know_is_asked_all_the_same() -> None:
    with speaking() as (_, client):
        for phase, ask in asks(LIBRARY).items():
            assert isinstance(read(asked(client, ask), FORMS[phase]), FORMS[phase])
