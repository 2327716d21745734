import asyncio
from pathlib import Path

from stages.traces.ledger.answer import Answer
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import (
    CREATE,
    ESTIMATE,
    asks,
    claude,
    counted,
)
from tests.stages.traces.transports.batching import answered, sizes, through

ASKS = asks(30)
TWO = {"ONE": "first", "TWO": "second"}


def test_results_that_come_in_no_order_go_to_who_asked(tmp_path: Path) -> None:
    settings = Settings(judge_rejects=0.5, batch_seconds=0.05)
    with claude(settings) as server:
        answers, made = through(tmp_path / "batches", server, ASKS)

        async def alone() -> list[Answer]:
            async with asking.messages(tmp_path / "messages") as opened:
                return [await opened.transport.answer(ask, ESTIMATE) for ask in ASKS]

        others = asyncio.run(alone())
    assert made == [30]
    assert counted(["200"], server, CREATE) == 1
    assert [one.text for one in answers] == [one.text for one in others]
    assert len({one.text for one in answers}) >= 4
    assert {one.transport for one in answers} == {"batches"}
    usage = [sum(column) for column in zip(*(one.usage for one in answers), strict=True)]
    assert usage == [*server.paid.by("batches").usage]
    assert usage[2] > 0 == usage[1]


def test_a_batch_is_sent_at_once_when_it_is_full(tmp_path: Path) -> None:
    with claude() as server:
        assert through(tmp_path, server, ASKS, requests=10, linger=0.2)[1] == [10, 10, 10]


def test_the_rest_goes_when_nothing_more_comes(tmp_path: Path) -> None:
    with claude() as server:
        assert through(tmp_path, server, ASKS, requests=12)[1] == [12, 12, 6]


def test_batches_have_no_more_bytes_than_they_may(tmp_path: Path) -> None:
    most = 40_000
    with claude(Settings(max_batch_bytes=most)) as server:
        made = through(tmp_path, server, ASKS, bytes=most)[1]
    assert len(made) > 2
    assert sum(made) == 30
    assert counted(["413"], server, CREATE) == 0


def test_a_question_that_is_asked_twice_goes_once(tmp_path: Path) -> None:
    async def within() -> None:
        async with asking.batches(tmp_path) as opened:
            first, second = await answered(opened, ASKS[:1] * 2)
            assert first == second
            assert sizes(opened.ledger) == [1]

    with claude() as server:
        asyncio.run(within())
    assert len(server.paid.payments) == 1


def test_keys_take_turns(tmp_path: Path) -> None:
    with claude(Settings(keys={"first", "second"})) as server:
        through(tmp_path, server, ASKS, keys=TWO, requests=5)
    shares = [sum(one.key == key for one in server.paid.payments) for key in TWO.values()]
    assert shares == [15, 15]


def test_a_key_whose_money_is_spent_is_left_out(tmp_path: Path) -> None:
    settings = Settings(keys={"first", "second"}, spend_limits={"first": 0})
    with claude(settings) as server:
        through(tmp_path, server, ASKS, keys=TWO, requests=10)
    assert {one.key for one in server.paid.payments} == {"second"}
