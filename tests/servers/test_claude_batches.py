"""Batches and broken connections of the local Claude, through the real SDK."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import anthropic
import httpx2
import orjson
import pytest
from anthropic import Anthropic

from tests.servers.claude.batches.reading import read_items
from tests.servers.claude.builders import asked, body
from tests.servers.claude.client import speaking
from tests.servers.claude.settings import Settings

JUDGE = body("judgement", "Legal", asked("x"))


def items(number: int, **more: Any) -> list[Any]:
    return [
        {"custom_id": f"item-{n}", "params": body("judgement", "Legal", asked(f"x{n}"), **more)}
        for n in range(number)
    ]


def ended(client: Anthropic, batch_id: str) -> Any:
    while (batch := client.messages.batches.retrieve(batch_id)).processing_status != "ended":
        time.sleep(0.01)
    return batch


def results(client: Anthropic, batch_id: str) -> dict[str, Any]:
    return {one.custom_id: one.result for one in client.messages.batches.results(batch_id)}


def test_a_batch_is_created_processed_and_read() -> None:
    with speaking(Settings(batch_seconds=0.2)) as (server, client):
        batch = client.messages.batches.create(requests=items(40))
        assert (batch.processing_status, batch.request_counts.processing) == ("in_progress", 40)
        batch = ended(client, batch.id)
        found = results(client, batch.id)
        paid = server.paid.by("batches")
        direct = client.messages.create(**items(40)[7]["params"])
    assert batch.request_counts.succeeded == len(found) == len(paid.contents) == 40
    assert [*found] != sorted(found, key=lambda name: int(name[5:]))
    message = found["item-7"].message
    assert message.content == direct.content
    assert (message.usage.service_tier, direct.usage.service_tier) == ("batch", "standard")
    assert server.paid.contents.most_common(1)[0][1] == 2


def test_items_fail_each_in_its_way_and_unpaid() -> None:
    settings = Settings(expired_items=0.3, errored_items=0.3)
    with speaking(settings) as (server, client):
        batch = client.messages.batches.create(requests=items(40))
        counts = ended(client, batch.id).request_counts
        found = results(client, batch.id)
        again = client.messages.batches.create(requests=items(40))
        others = (ended(client, again.id), results(client, again.id))[1]
    assert min(counts.expired, counts.errored, counts.succeeded) > 3
    errors = {one.error.error.type for one in found.values() if one.type == "errored"}
    assert errors == {"api_error", "overloaded_error"}
    assert [one.type for one in found.values()] != [others[name].type for name in found]
    succeeded = [*found.values(), *others.values()]
    assert len(server.paid.payments) == sum(one.type == "succeeded" for one in succeeded)


def test_what_is_wrong_with_one_request_of_a_batch_is_its_result() -> None:
    with speaking() as (server, client):
        batch = client.messages.batches.create(requests=items(1, model="claude-new-9"))
        assert ended(client, batch.id).request_counts.errored == 1
        error = results(client, batch.id)["item-0"].error.error
    assert (error.type, error.message) == ("not_found_error", "model: claude-new-9")
    assert not server.paid.payments


def test_a_canceled_batch_keeps_what_was_processed() -> None:
    with speaking(Settings(batch_seconds=60)) as (server, client):
        batch = client.messages.batches.create(requests=items(40))
        with pytest.raises(anthropic.BadRequestError, match="no results yet"):
            client.get(f"/v1/messages/batches/{batch.id}/results", cast_to=object)
        assert client.messages.batches.cancel(batch.id).processing_status == "canceling"
        counts = ended(client, batch.id).request_counts
    assert counts.canceled + counts.succeeded == 40
    assert counts.canceled > 5 < counts.succeeded
    assert len(server.paid.payments) == counts.succeeded


def test_batches_are_listed_newest_first() -> None:
    with speaking() as (_, client):
        ids = [client.messages.batches.create(requests=items(n)).id for n in (1, 2, 3)]
        page = client.messages.batches.list(limit=2)
        assert [one.id for one in page.data] == ids[:0:-1]
        assert page.has_more
        assert [one.id for one in client.messages.batches.list(limit=2)] == ids[::-1]
        newer = client.messages.batches.list(before_id=ids[0], limit=1)
        assert ([one.id for one in newer.data], newer.has_more) == ([ids[1]], True)


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        ([], "at least 1"),
        ([{**items(1)[0], "custom_id": "a b"}], "should match pattern"),
        (items(1) * 2, "must be unique"),
        (items(3), "at most 2"),
    ],
)
def test_batches_that_are_wrong(requests: list[Any], message: str) -> None:
    with speaking(Settings(max_batch_requests=2)) as (server, client):
        with pytest.raises(anthropic.BadRequestError, match=message):
            client.messages.batches.create(requests=requests)
        with pytest.raises(anthropic.NotFoundError):
            client.messages.batches.retrieve("msgbatch_none")
        server.settings.max_batch_bytes = 10
        with pytest.raises(anthropic.APIStatusError, match="413"):
            client.messages.batches.create(requests=items(1))
        assert not client.messages.batches.list().data


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_the_body_of_a_batch_is_read_in_any_pieces(size: int) -> None:
    wanted = [{"custom_id": "a", "params": {"text": '"}],[{ \\ é'}}, {"custom_id": "b"}]
    sent = orjson.dumps({"requests": wanted})

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(sent), size):
            yield sent[start : start + size]

    async def read() -> list[Any]:
        return [orjson.loads(text) async for _, text in read_items(pieces())]

    assert asyncio.run(read()) == wanted


@pytest.mark.parametrize("sent", [b"{}", b'{"requests": [', b'{"requests": [{"a" 1}]}', b""])
def test_bodies_that_are_no_batch(sent: bytes) -> None:
    with speaking() as (server, _):
        url, headers = f"{server.url}/v1/messages/batches", {"x-api-key": "test-key"}
        answer = httpx2.post(url, content=sent, headers={**headers, "anthropic-version": "x"})
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_a_batch_is_stored_though_the_answer_is_lost() -> None:
    with speaking(Settings(lose_create_answers=1)) as (server, client):
        with pytest.raises(anthropic.APIConnectionError):
            client.messages.batches.create(requests=items(2))
        (stored,) = client.messages.batches.list()
        assert ended(client, stored.id).request_counts.succeeded == 2
        assert client.messages.batches.create(requests=items(2)).id != stored.id
    assert server.requests["POST /v1/messages/batches", "cut"] == 1


@pytest.mark.parametrize(("share", "paid"), [("cut_before", 0), ("cut_after", 12)])
def test_connections_break_before_or_after_the_message_is_paid(share: str, paid: int) -> None:
    with speaking() as (server, client):
        server.settings.change({share: 1.0})
        for _ in range(12):
            with pytest.raises(anthropic.APIConnectionError):
                client.messages.create(**JUDGE)
        assert len(server.paid.payments) == paid
        assert server.requests["POST /v1/messages", "cut"] == 12


def test_a_fault_is_drawn_anew_for_each_try_of_the_same_content() -> None:
    with speaking(Settings(overloaded=0.5)) as (server, client):
        for _ in range(20):
            try:
                client.messages.create(**JUDGE)
            except anthropic.OverloadedError:
                continue
        assert 2 < len(server.paid.payments) < 18
        first = server.requests
        server.reset()
        assert not server.paid.payments and not server.requests
        assert first.total() == 20


def test_results_break_off() -> None:
    with speaking() as (server, client):
        batch = client.messages.batches.create(requests=items(40))
        ended(client, batch.id)
        server.settings.cut_after = 0.5
        read, broken = 0, 0
        for _ in range(12):
            try:
                read += len(results(client, batch.id)) == 40
            except (anthropic.APIConnectionError, httpx2.RemoteProtocolError):
                broken += 1
        assert (read > 1 < broken) and read + broken == 12
