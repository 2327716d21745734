"""What the local Claude answers, through the real SDK."""

import asyncio
from typing import Any

import orjson
import pytest
from anthropic import AsyncAnthropic

from tests.servers.claude.builders import SCHEMAS, asked, body, briefs
from tests.servers.claude.client import said, speaking
from tests.servers.claude.fitting import fits
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings

WRONG = {"role": "assistant", "content": "{}"}, {"role": "user", "content": "That is wrong."}


def written(client: Any, *intents: str, **more: Any) -> list[str]:
    answer = client.messages.create(**body("requests", "Legal", briefs(*intents), **more))
    return [one["text"] for one in said(answer)["requests"]]


def corrected(first: dict[str, Any]) -> dict[str, Any]:
    return {**first, "messages": [*first["messages"], *WRONG]}


def test_a_request_becomes_a_plan_and_a_verdict() -> None:
    with speaking() as (server, client):
        (text,) = written(client, "delete")
        planned = client.messages.create(**body("plan", "Legal", asked(text)))
        judged = client.messages.create(**body("judgement", "Legal", asked(text)))
    assert planned.stop_reason == "end_turn"
    assert said(planned)["calls"][0]["quote"] in text
    assert fits(SCHEMAS["plan"], said(planned))
    assert said(judged) == {"verdict": "accept", "findings": []}
    assert len(server.paid.payments) == 3
    assert server.paid.usage.output > 0


def test_answers_depend_on_content_and_seed_alone() -> None:
    with speaking() as (_, client):
        texts = written(client, "delete", "export")
    with speaking() as (server, client):
        written(client, "analyze")
        assert written(client, "delete", "export") == texts
        server.settings.seed = 1
        assert written(client, "delete", "export") != texts


def test_a_text_that_the_model_did_not_write_gets_a_bad_plan() -> None:
    with speaking() as (_, client):
        planned = client.messages.create(**body("plan", "Legal", asked("Delete it all.")))
    assert len(said(planned)["calls"]) == 1
    assert said(planned)["calls"][0]["arguments"] == []


@pytest.mark.parametrize("stubborn", [0, 1])
def test_a_bad_plan_is_good_once_corrected_unless_the_model_is_stubborn(stubborn: float) -> None:
    with speaking() as (server, client):
        (text,) = written(client, "export")
        first = body("plan", "Legal", asked(text))
        good = said(client.messages.create(**first))
        server.settings.change({"bad_plans": 1, "stubborn": stubborn})
        bad = said(client.messages.create(**first))
        again = said(client.messages.create(**corrected(first)))
    assert bad != good
    assert again == (bad if stubborn else good)


def test_mistakes() -> None:
    task = body("requests", "Legal", briefs("delete", "delete", "export"))
    with speaking(Settings(missing_requests=1, repeated_texts=1)) as (server, client):
        assert len(said(client.messages.create(**task))["requests"]) == 2
        server.settings.change({"missing_requests": 0, "malformed": 1})
        with pytest.raises(orjson.JSONDecodeError):
            said(client.messages.create(**task))
        server.settings.change({"malformed": 0, "truncated": 1})
        assert client.messages.create(**task).stop_reason == "max_tokens"
        server.settings.change({"refusals": 1})
        refused = client.messages.create(**task)
        assert (refused.stop_reason, refused.content) == ("refusal", [])
        assert refused.stop_details and refused.stop_details.type == "refusal"
        server.settings.change({"refusals": 0, "judge_rejects": 1, "truncated": 0})
        judged = said(client.messages.create(**body("judgement", "Legal", asked("x"))))
        assert judged["verdict"] == "reject" and len(judged["findings"]) == 1
        assert len(server.paid.payments) == 5


def test_text_that_is_too_long_is_cut_off() -> None:
    with speaking() as (_, client):
        task = body("requests", "Legal", briefs("delete"), max_tokens=5)
        answer = client.messages.create(**task)
    assert answer.stop_reason == "max_tokens"
    assert len(answer.content[0].text) == 20


def test_the_system_prompt_is_written_to_the_cache_and_then_read() -> None:
    with speaking() as (server, client):
        usages = [
            client.messages.create(**body("judgement", "Legal", asked(f"request {number}"))).usage
            for number in range(2)
        ]
        short = body("judgement", "Legal", asked("x"))
        short["system"][1]["text"] = "<domain>Legal</domain>"
        uncached = client.messages.create(**short).usage
    first, second = usages
    assert first.cache_creation and first.cache_creation.ephemeral_1h_input_tokens > 1024
    assert second.cache_read_input_tokens == first.cache_creation_input_tokens
    assert second.cache_creation_input_tokens == 0
    assert uncached.cache_creation_input_tokens == uncached.cache_read_input_tokens == 0
    assert server.paid.usage.cache_read == second.cache_read_input_tokens


def test_other_conversations_are_answered_too() -> None:
    with speaking(Settings(thinking_blocks=1)) as (_, client):
        talk: dict[str, Any] = {"role": "user", "content": "Hello"}
        asking: dict[str, Any] = {
            "model": "claude-haiku-5-5",
            "messages": [talk],
            "thinking": {"type": "adaptive"},
        }
        answer = client.messages.create(max_tokens=9, **asking)
        assert [block.type for block in answer.content] == ["thinking", "text"]
        assert client.messages.count_tokens(**asking).input_tokens == answer.usage.input_tokens == 2


def test_many_at_once() -> None:
    async def ask(url: str) -> list[Any]:
        async with AsyncAnthropic(base_url=url, api_key="test-key") as client:
            tasks = [body("judgement", "Legal", asked(f"request {n}")) for n in range(20)]
            return await asyncio.gather(*[client.messages.create(**task) for task in tasks])

    with ClaudeServer(Settings(latency=0.05)) as server:
        answers = asyncio.run(ask(server.url))
    assert len({answer.id for answer in answers}) == 20
    assert len(server.paid.contents) == 20
