import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import anthropic
import orjson
import pytest
from anthropic.types.messages import MessageBatch

from schemas.sections.oracle_runtime import BatchRuntime
from stages.traces.asking.ask import Ask
from stages.traces.ledger.batches import Item
from stages.traces.transports import spool as module
from stages.traces.transports.spool import Spool
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports.asking import CREATE, asks, claude, lane, runtime

ASKS = asks(5)
ESTIMATE = 0.25


def limits(requests: int = 100, size: int = 1_000_000) -> BatchRuntime:
    return runtime(batch={"requests": requests, "bytes": size}).batch


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(limits(), "1h", tmp_path)) as made:
        yield made


def body(spool: Spool) -> bytes:
    async def read() -> bytes:
        return b"".join([piece async for piece in spool.body()])

    return asyncio.run(read())


def whole(several: list[Ask]) -> bytes:
    """The body of a batch as it should be."""
    requests = [{"custom_id": one.key, "params": one.sent("1h")} for one in several]
    return orjson.dumps({"requests": requests})


@pytest.mark.parametrize("number", [1, 2, 5])
def test_its_bytes_are_those_of_a_batch(spool: Spool, number: int) -> None:
    some = ASKS[:number]
    assert all(spool.add(ask, ESTIMATE) for ask in some)
    assert body(spool) == body(spool) == whole(some)
    assert spool.size == len(whole(some))
    assert spool.items == [Item.of(ask) for ask in some]
    assert spool.estimate == ESTIMATE * number


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    with closing(Spool(limits(), "1h", tmp_path)) as spool:
        spool.add(ASKS[0], ESTIMATE)
        assert not [*tmp_path.iterdir()]


def test_it_is_full_with_as_many_requests_as_a_batch_may_have(tmp_path: Path) -> None:
    with closing(Spool(limits(requests=3), "1h", tmp_path)) as spool:
        full = [spool.add(ask, ESTIMATE) and spool.full for ask in ASKS[:3]]
    assert full == [False, False, True]


def test_it_takes_just_as_many_bytes_as_a_batch_may_have(tmp_path: Path) -> None:
    size = len(whole(ASKS[:3]))
    for most, taken in ((size, 3), (size - 1, 2)):
        with closing(Spool(limits(size=most), "1h", tmp_path)) as spool:
            assert [spool.add(ask, ESTIMATE) for ask in ASKS[:4]].count(True) == taken
            assert body(spool) == whole(ASKS[:taken])
            assert len(spool.items) == taken
            assert spool.estimate == ESTIMATE * taken


def test_a_request_that_is_too_large_goes_alone(tmp_path: Path) -> None:
    """The API is to say what it thinks of it."""
    with closing(Spool(limits(size=100), "1h", tmp_path)) as spool:
        assert spool.add(ASKS[0], ESTIMATE)
        assert not spool.add(ASKS[1], ESTIMATE)
        assert body(spool) == whole(ASKS[:1])


def test_large_bodies_are_read_in_pieces(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIECE", 1000)
    for ask in ASKS:
        spool.add(ask, ESTIMATE)

    async def pieces() -> list[bytes]:
        return [piece async for piece in spool.body()]

    read = asyncio.run(pieces())
    assert b"".join(read) == whole(ASKS)
    assert max(map(len, read)) == 1000


async def post(client: anthropic.AsyncAnthropic, spool: Spool) -> MessageBatch:
    headers = {"Content-Type": "application/json", "Content-Length": str(spool.size)}
    return await client.post(
        "/v1/messages/batches",
        cast_to=MessageBatch,
        content=spool.body(),
        options={"headers": headers},
    )


def test_the_api_takes_it(spool: Spool) -> None:
    async def sent() -> MessageBatch:
        async with lane() as made:
            return await post(made.client, spool)

    for ask in ASKS:
        spool.add(ask, ESTIMATE)
    with claude(Settings(keep_bodies=True, max_batch_bytes=spool.size)) as server:
        assert asyncio.run(sent()).request_counts.processing == 5
    assert server.requests[CREATE, "200"] == 1
    assert server.bodies == [ask.sent("1h") for ask in ASKS]
    assert sorted(server.paid.contents) == sorted(ask.key for ask in ASKS)
