import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stages.traces.asking.ask import Ask
from stages.traces.ledger.accounts import doubtful
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.ledger import Reading
from stages.traces.transports.messages import Messages
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import (
    ESTIMATE,
    KEYS,
    POST,
    Opened,
    asks,
    claude,
    counted,
    keys_of,
    outcomes,
    recorded,
)

ASKS = asks(30)
SPENT = {"spend_limits": {"first": 0.0}, "keys": {"first", "second"}}


async def answered(opened: Opened[Messages], several: list[Ask]) -> list[Answer]:
    return await asyncio.gather(*(opened.transport.answer(ask, ESTIMATE) for ask in several))


def through(
    folder: Path, server: ClaudeServer, several: list[Ask] = ASKS, **more: Any
) -> tuple[list[Answer], Counter[str], float]:
    """The answers, how the sends ended, and what is held to be spent beside the answers.

    Whatever happens, the answers are those to the questions, in the ledger, and told of once.
    """

    async def within() -> tuple[list[Answer], Counter[str], float]:
        async with asking.messages(folder, **more) as opened:
            answers = await answered(opened, several)
            assert [one.key for one in answers] == [ask.key for ask in several]
            assert keys_of(recorded(opened.ledger)) == keys_of(opened.told) == keys_of(several)
            ends = outcomes(opened.ledger)
            assert ends.total() == sum(n for (to, _), n in server.requests.items() if to == POST)
            return answers, ends, opened.budget.spent

    return asyncio.run(within())


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("rate_limited", "429"),
        ("rate_limited_bare", "429"),
        ("error_500", "500"),
        ("error_504", "504"),
        ("overloaded", "529"),
    ],
)
def test_errors_are_tried_again_and_not_paid(tmp_path: Path, fault: str, status: str) -> None:
    with claude(Settings(**{fault: 0.5, "retry_after": 0.01})) as server:
        _, ends, spent = through(tmp_path, server)
        failed = counted([status], server)
    assert ends == {"answered": 30, "unpaid": failed}
    assert failed > 10
    assert spent == 0
    assert server.paid.contents == Counter(ask.key for ask in ASKS)


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
def test_connections_that_break_are_accounted_for(tmp_path: Path, fault: str) -> None:
    with claude(Settings(**{fault: 0.5})) as server:
        _, ends, spent = through(tmp_path, server)
        cut = counted(["cut"], server)
    assert ends == {"answered": 30, "uncertain": cut}
    assert cut > 10
    assert spent == pytest.approx(cut * ESTIMATE)
    assert len(server.paid.payments) == 30 + (cut if fault == "cut_after" else 0)
    with Reading(tmp_path) as ledger:
        doubt = doubtful(ledger.connection)
    assert doubt.requests == cut
    assert doubt.estimate == pytest.approx(cut * ESTIMATE)


def test_rate_limits_are_kept_to(tmp_path: Path) -> None:
    with claude(Settings(requests_per_minute=3000, burst_seconds=1)) as server:
        through(tmp_path, server, asks(90))
    assert counted(["200"], server) == 90
    assert 0 < counted(["429"], server) < 90


def test_usage_and_words_are_what_the_api_says(tmp_path: Path) -> None:
    settings = Settings(judge_rejects=0.3, refusals=0.2, thinking_blocks=1.0)
    with claude(settings) as server:
        answers, _, _ = through(tmp_path, server)
    usage = [sum(column) for column in zip(*(one.usage for one in answers), strict=True)]
    assert usage == [*server.paid.usage]
    assert usage[1] > 0 < usage[3]
    refused = [one for one in answers if one.stop_reason == "refusal"]
    assert len(refused) > 2
    assert {(one.text, one.refusal) for one in refused} == {("", "This can't be answered.")}
    others = [one for one in answers if one not in refused]
    assert {one.text[:9] for one in others} == {'{"verdict'}
    assert {one.refusal for one in others} == {None}
    assert {(one.model, one.served, one.transport) for one in answers} == {
        ("synthetic", "synthetic", "messages")
    }


@pytest.mark.parametrize("form", ["enforced", "specified"])
def test_when_the_money_of_one_key_is_spent_the_other_goes_on(tmp_path: Path, form: Any) -> None:
    keys = {"ONE": "first", "TWO": "second"}
    with claude(Settings(**SPENT, spend_limit_form=form)) as server:
        _, ends, _ = through(tmp_path, server, keys=keys)
    assert {one.key for one in server.paid.payments} == {"second"}
    assert ends["answered"] == 30
    assert 0 < ends["unpaid"] <= 8


def test_what_was_in_flight_when_a_run_was_abandoned_is_open(tmp_path: Path) -> None:
    async def within() -> None:
        async with asking.messages(tmp_path) as opened:
            task = asyncio.create_task(opened.transport.answer(ASKS[0], ESTIMATE))
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            (sent,) = opened.ledger.reader.execute("SELECT count(*) FROM sends").fetchone()
            assert (sent, outcomes(opened.ledger)) == (1, {})
            assert [lane.active for lane in opened.lanes] == [0] * len(KEYS)

    with claude(Settings(latency=60)):
        asyncio.run(within())
