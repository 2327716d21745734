"""A run that is to stop sends nothing more; what is at the API already is not lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.phases.order import Order
from stages.traces.phases.passes import Passes
from stages.traces.phases.session import Session, session
from stages.traces.phases.shop import Shop
from stages.traces.phases.tally import Tally
from stages.traces.phases.wanted import wanted
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import KEY, answers, finished, order, sealed
from tests.stages.traces.phases.test_taken_up_budget import Unseen
from tests.stages.traces.transports.asking import CREATE, POST, claude, counted

SENT = "SELECT count(*) FROM sends"
NAMED = "SELECT count(*) FROM batch_names"
ENDED = "SELECT count(*) FROM batch_ends"
ANSWERED = "SELECT count(*) FROM answers"


def count(opened: Session, query: str) -> int:
    return int(opened.ledger.reader.execute(query).fetchone()[0])


async def through(of: Order, opened: Session) -> Tally:
    tally = Tally(Unseen())
    shop = Shop(of.recipe, of.params, of.domains)
    await Passes(opened.asker, shop, of.window, tally).run(wanted(of.quotas))
    return tally


def stopped(
    of: Order, when: Callable[[Session], bool], check: Callable[[Session, int], None], query: str
) -> None:
    """A run that is told to stop; `check` learns what the query counted just then."""

    async def within() -> None:
        async with session(of.params, of.runtime, {KEY: "test-key"}, of.retries) as opened:
            running = asyncio.create_task(through(of, opened))
            async with asyncio.timeout(30):
                while not when(opened):
                    await asyncio.sleep(0.005)
                opened.asker.stop(PipelineError("enough"))
                before = count(opened, query)
                tally = await running
            assert tally.open > 0
            assert tally.open + tally.accepted == of.recipe.total
            check(opened, before)
            with pytest.raises(PipelineError, match="enough"):
                opened.asker.check()

    asyncio.run(within())


def test_messages_in_flight_come_home_and_no_more_are_sent(tmp_path: Path) -> None:
    def check(opened: Session, before: int) -> None:
        assert count(opened, SENT) == count(opened, ANSWERED) <= before + 3

    of = order(tmp_path / "ledger", concurrency=3)
    with claude(Settings(latency=0.05)) as server:
        stopped(of, lambda opened: count(opened, ANSWERED) >= 5, check, SENT)
        assert 5 < counted(["200"], server, POST) < 60
        finished(of)
    assert answers(of) == server.paid.contents
    assert max(server.paid.contents.values()) == 1
    assert len(sealed(of, tmp_path / "sealed").accepted) == 60


def test_batches_are_left_to_the_api_and_taken_up_later(tmp_path: Path) -> None:
    """The run does not wait for hours, and the next one does not pay again."""

    def check(opened: Session, before: int) -> None:
        assert before == count(opened, NAMED) == 1
        assert count(opened, ENDED) == 0

    of = order(tmp_path / "ledger", transport="batches")
    with claude(Settings(batch_seconds=0.5)) as server:
        stopped(of, lambda opened: count(opened, NAMED) == 1, check, NAMED)
        server.settings.batch_seconds = 0
        finished(of)
    assert answers(of) == server.paid.contents
    assert max(server.paid.contents.values()) == 1
    assert counted(["200"], server, CREATE) > 1


def test_what_was_not_sent_yet_is_not_sent(tmp_path: Path) -> None:
    def check(opened: Session, before: int) -> None:
        assert count(opened, "SELECT count(*) FROM batches") == 0

    def waits(opened: Session) -> bool:
        return opened.budget.held > 0

    of = order(tmp_path, transport="batches", batch={"linger": 0.3})
    with claude() as server:
        stopped(of, waits, check, NAMED)
    assert counted(["200"], server, CREATE) == 0
