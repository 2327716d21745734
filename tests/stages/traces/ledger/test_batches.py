"""Message Batches: a trail of each, from before it is created to its end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.oracle_words import PHASES
from stages.common.errors import PipelineError
from stages.traces.ledger import batches
from stages.traces.ledger.accounts import Doubt, doubtful
from stages.traces.ledger.batches import Item, OpenBatch, Outcome
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.asking.samples import LIBRARY, asks
from tests.stages.traces.ledger.ledgers import rows, within

ITEMS = [Item.of(ask) for ask in asks(LIBRARY).values()]


async def planned(ledger: Ledger, count: int = 3, estimate: float = 0.5) -> OpenBatch:
    return await batches.plan(ledger, "KEY_A", ITEMS[:count], estimate)


def test_an_item_is_what_keeps_an_answer() -> None:
    for phase, ask in asks(LIBRARY).items():
        assert Item.of(ask) == (ask.key, phase, "Library", ask.body["model"])
    assert [item.phase for item in ITEMS] == [*PHASES]


def test_noted_before_it_is_created(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        before = datetime.now(UTC) - timedelta(seconds=1)
        made = await planned(ledger)
        assert made == OpenBatch(1, "KEY_A", 3, 0.5, made.at, None)
        assert before <= made.at <= datetime.now(UTC) + timedelta(seconds=1)
        assert batches.unfinished(ledger) == [made]
        assert batches.items(ledger, made.id) == {item.key: item for item in ITEMS}
        assert batches.names(ledger) == frozenset()

    within(tmp_path, keep)
    assert rows(tmp_path, "SELECT estimate FROM batches") == [(0.5,)]


def test_a_later_run_finds_it_with_its_name(tmp_path: Path) -> None:
    async def die(ledger: Ledger) -> OpenBatch:
        made = await planned(ledger)
        await batches.name(ledger, made.id, "msgbatch_1")
        return made

    made = within(tmp_path, die)

    async def look(ledger: Ledger) -> None:
        assert batches.unfinished(ledger) == [made._replace(name="msgbatch_1")]
        assert batches.names(ledger) == {"msgbatch_1"}
        assert len(batches.items(ledger, made.id)) == 3

    within(tmp_path, look)


@pytest.mark.parametrize("outcome", ["collected", "absent", "lost"])
def test_one_that_ended_is_not_looked_for_again(tmp_path: Path, outcome: Outcome) -> None:
    async def keep(ledger: Ledger) -> None:
        first, second = await planned(ledger), await planned(ledger, 1, 0.25)
        await batches.name(ledger, first.id, "msgbatch_1")
        await batches.end(ledger, first.id, outcome)
        assert batches.unfinished(ledger) == [second]
        assert batches.names(ledger) == {"msgbatch_1"}
        assert len(batches.items(ledger, first.id)) == 3
        await batches.end(ledger, second.id, outcome)
        assert batches.unfinished(ledger) == []

    within(tmp_path, keep)
    with Reading(tmp_path) as reading:
        lost = Doubt(4, 0.75) if outcome == "lost" else Doubt(0, 0)
        assert doubtful(reading.connection) == lost


def test_several_come_in_the_order_in_which_they_were_planned(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        made = [await planned(ledger, count) for count in (1, 2, 3)]
        await batches.name(ledger, made[2].id, "msgbatch_a")
        await batches.name(ledger, made[0].id, "msgbatch_b")
        found = batches.unfinished(ledger)
        assert [one.id for one in found] == [one.id for one in made]
        assert [one.name for one in found] == ["msgbatch_b", None, "msgbatch_a"]
        assert [len(batches.items(ledger, one.id)) for one in found] == [1, 2, 3]

    within(tmp_path, keep)


def test_the_same_question_may_be_in_two_batches_and_not_twice_in_one(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        await planned(ledger)
        await planned(ledger)
        with pytest.raises(PipelineError, match="can't be written"):
            await batches.plan(ledger, "KEY_A", [ITEMS[0], ITEMS[0]], 0.5)
        assert len(batches.unfinished(ledger)) == 2

    within(tmp_path, keep)


def test_one_name_is_of_one_batch_and_one_end(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        first, second = await planned(ledger), await planned(ledger)
        await batches.name(ledger, first.id, "msgbatch_1")
        await batches.end(ledger, first.id, "collected")
        for again in (
            batches.name(ledger, second.id, "msgbatch_1"),
            batches.name(ledger, first.id, "msgbatch_2"),
            batches.end(ledger, first.id, "lost"),
        ):
            with pytest.raises(PipelineError, match="can't be written"):
                await again
        assert batches.names(ledger) == {"msgbatch_1"}

    within(tmp_path, keep)


def test_a_batch_that_nobody_planned_has_no_items(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> dict[str, Item]:
        return batches.items(ledger, 7)

    assert within(tmp_path, keep) == {}
