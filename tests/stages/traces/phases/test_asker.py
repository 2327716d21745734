"""Each question is asked once, and none after something made that pointless."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.asking.ask import Ask
from stages.traces.budget.budget import Budget, BudgetReached
from stages.traces.budget.estimator import Estimator
from stages.traces.ledger.answer import Answer
from stages.traces.ledger.ledger import Ledger
from stages.traces.phases.asker import Asker, Stopped
from stages.traces.transports.transport import Unanswered
from tests.stages.traces.phases.saying import answer_to
from tests.stages.traces.phases.sets import order
from tests.stages.traces.transports.asking import asks

ASKS = asks(3)


class Slow:
    """A transport whose answers come when a test says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.early: dict[str, Answer] = {}
        """What an earlier run sent, and what comes of it."""

        self.ready, self.error = asyncio.Event(), None
        self.error: Exception | None

    async def answer(self, ask: Ask, estimate: float) -> Answer:
        self.asked.append(ask.key)
        await self.ready.wait()
        if self.error:
            raise self.error
        return answer_to(ask, {})

    async def earlier(self, key: str) -> Answer | None:
        if key in self.early:
            await self.ready.wait()
        return self.early.get(key)

    async def start(self) -> None: ...

    def stop(self, why: PipelineError) -> None: ...

    async def close(self) -> None: ...


Work = Callable[[Asker, Slow, Budget], Awaitable[None]]


def with_asker(folder: Path, work: Work, ceiling: float = 1) -> None:
    models = order(folder).params.models

    async def within() -> None:
        transport, budget = Slow(), Budget(ceiling, 0)
        with Ledger(folder) as ledger:
            estimator = Estimator(models, "messages", ())
            async with asyncio.timeout(30):
                await work(Asker(ledger, transport, budget, estimator), transport, budget)

    asyncio.run(within())


async def asking(asker: Asker, several: list[Ask]) -> list[asyncio.Task[Answer]]:
    tasks = [asyncio.create_task(asker.answer(ask)) for ask in several]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


def test_who_asks_the_same_shares_the_answer(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        tasks = await asking(asker, [ASKS[0], ASKS[1], ASKS[0]])
        assert budget.held > 0
        transport.ready.set()
        first, other, second = await asyncio.gather(*tasks)
        assert first == second != other
        assert transport.asked == [ASKS[0].key, ASKS[1].key]
        assert budget.held == pytest.approx(0)

    with_asker(tmp_path, work)


def test_what_the_ledger_has_is_not_asked(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        with Ledger(tmp_path / "other") as ledger:
            await ledger.record([answer_to(ASKS[0], {})])
            knowing = Asker(ledger, transport, budget, Estimator({}, "messages", ()))
            assert (await knowing.answer(ASKS[0])).text == "{}"
        assert not transport.asked

    with_asker(tmp_path, work)


def test_a_pointless_question_is_the_last_one(tmp_path: Path) -> None:
    """Who asks the same learns of it too; the first reason counts."""

    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        tasks = await asking(asker, [ASKS[0], ASKS[0], ASKS[1]])
        transport.error = PipelineError("no such model")
        transport.ready.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(one) for one in found] == [Stopped] * 3
        asker.stop(PipelineError("interrupted"))
        with pytest.raises(Stopped):
            await asker.answer(ASKS[2])
        assert transport.asked == [ASKS[0].key, ASKS[1].key]
        assert budget.held == pytest.approx(0)
        with pytest.raises(PipelineError, match="no such model"):
            asker.check()

    with_asker(tmp_path, work)


def test_what_is_in_flight_comes_home_after_a_stop(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        (task,) = await asking(asker, [ASKS[0]])
        asker.stop(PipelineError("interrupted"))
        transport.ready.set()
        assert (await task).key == ASKS[0].key

    with_asker(tmp_path, work)


def test_a_question_without_an_answer_may_be_asked_again(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        transport.error = Unanswered("500")
        transport.ready.set()
        for _ in range(2):
            with pytest.raises(Unanswered):
                await asker.answer(ASKS[0])
        transport.error = None
        assert (await asker.answer(ASKS[0])).key == ASKS[0].key
        asker.check()
        assert budget.held == pytest.approx(0)

    with_asker(tmp_path, work)


def test_what_an_earlier_run_sent_is_not_held_again(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        transport.early[ASKS[0].key] = answer_to(ASKS[0], {})
        (task,) = await asking(asker, [ASKS[0]])
        assert budget.held == 0
        transport.ready.set()
        assert (await task).key == ASKS[0].key
        assert not transport.asked

    with_asker(tmp_path, work, ceiling=0.00001)


def test_the_budget_is_asked_first(tmp_path: Path) -> None:
    async def work(asker: Asker, transport: Slow, budget: Budget) -> None:
        with pytest.raises(Stopped):
            await asker.answer(ASKS[0])
        assert not transport.asked
        assert budget.held == 0
        with pytest.raises(BudgetReached):
            asker.check()

    with_asker(tmp_path, work, ceiling=0.00001)
