"""Questions that get no answer through Messages."""

import asyncio
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.transports import messages as module
from stages.traces.transports.transport import Unanswered
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports import asking
from tests.stages.traces.transports.asking import ESTIMATE, asks, claude, counted, outcomes

ASKS = asks(30)


def test_when_all_money_is_spent_that_is_the_end(tmp_path: Path) -> None:
    async def within() -> None:
        async with asking.messages(tmp_path, {"ONE": "first"}) as opened:
            with pytest.raises(PipelineError, match="a spend limit is reached: ONE: Your"):
                waiting = (opened.transport.answer(ask, ESTIMATE) for ask in ASKS)
                await asyncio.gather(*waiting)

    with claude(Settings(spend_limits={"first": 0.0}, keys={"first"})):
        asyncio.run(within())


def test_a_refused_request_is_an_error_and_unpaid(tmp_path: Path) -> None:
    async def within() -> None:
        async with asking.messages(tmp_path) as opened:
            (unknown,) = asks(1, model="claude-new-9")
            with pytest.raises(PipelineError) as error:
                await opened.transport.answer(unknown, ESTIMATE)
            assert error.value.where == "oracle.phases.judgement.model"
            assert outcomes(opened.ledger) == {"unpaid": 1}

    with claude() as server:
        asyncio.run(within())
    assert counted(["404"], server) == 1


def test_an_answer_that_never_comes_is_given_up_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone as long as others are answered; with an outage sooner, and for all."""

    async def within() -> None:
        async with asking.messages(tmp_path, retries=1) as opened:
            with pytest.raises(Unanswered, match="500 api_error"):
                await opened.transport.answer(ASKS[0], ESTIMATE)
            assert outcomes(opened.ledger) == {"unpaid": 10}
            monkeypatch.setattr(module, "OUTAGE", 0.0)
            with pytest.raises(PipelineError, match="the API gives no answers: 500 api_error"):
                await opened.transport.answer(ASKS[1], ESTIMATE)
            assert outcomes(opened.ledger) == {"unpaid": 12}

    with claude(Settings(error_500=1)):
        asyncio.run(within())
