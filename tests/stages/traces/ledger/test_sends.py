"""Requests through Messages: noted before they go, settled once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger import sends
from stages.traces.ledger.accounts import Doubt, doubtful
from stages.traces.ledger.ledger import Ledger, Reading
from stages.traces.ledger.sends import Outcome
from tests.stages.traces.ledger.answers import ASK, answer
from tests.stages.traces.ledger.ledgers import rows, within

ENDS = "SELECT send, outcome, detail FROM send_ends ORDER BY send"


async def begun(ledger: Ledger, estimate: float = 0.25) -> int:
    return await sends.begin(ledger, ASK, "ANTHROPIC_API_KEY", estimate)


def doubt(folder: Path) -> Doubt:
    with Reading(folder) as reading:
        return doubtful(reading.connection)


def test_noted_before_it_goes(tmp_path: Path) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    assert within(tmp_path, begun) == 1
    ((at, *said),) = rows(tmp_path, "SELECT at, key, phase, domain, lane, estimate FROM sends")
    assert said == [ASK.key, "plan", "Library", "ANTHROPIC_API_KEY", 0.25]
    assert before <= datetime.fromisoformat(str(at)) <= datetime.now(UTC) + timedelta(seconds=1)


def test_each_send_has_a_number_of_its_own(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> list[int]:
        return [await begun(ledger) for _ in range(3)]

    assert within(tmp_path, keep) == [1, 2, 3]
    assert within(tmp_path, keep) == [4, 5, 6]


def test_an_answer_settles_it(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        await sends.answered(ledger, await begun(ledger), answer(ASK.key))
        assert ledger.answer(ASK.key) == answer(ASK.key)

    within(tmp_path, keep)
    assert rows(tmp_path, ENDS) == [(1, "answered", f"msg_{ASK.key}")]
    assert doubt(tmp_path) == Doubt(0, 0)


@pytest.mark.parametrize("outcome", ["unpaid", "uncertain"])
def test_an_end_without_an_answer(tmp_path: Path, outcome: Outcome) -> None:
    async def keep(ledger: Ledger) -> None:
        await sends.end(ledger, await begun(ledger), outcome, "why")
        assert ledger.answer(ASK.key) is None

    within(tmp_path, keep)
    assert rows(tmp_path, ENDS) == [(1, outcome, "why")]
    assert doubt(tmp_path) == (Doubt(1, 0.25) if outcome == "uncertain" else Doubt(0, 0))


def test_the_answer_and_the_end_are_both_there_or_neither(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        send = await begun(ledger)
        await sends.end(ledger, send, "unpaid", "500")
        with pytest.raises(PipelineError, match="can't be written"):
            await sends.answered(ledger, send, answer(ASK.key))
        assert ledger.answer(ASK.key) is None

    within(tmp_path, keep)
    assert rows(tmp_path, ENDS) == [(1, "unpaid", "500")]


def test_it_ends_once(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        send = await begun(ledger)
        await sends.end(ledger, send, "uncertain", "the connection broke")
        with pytest.raises(PipelineError, match="can't be written"):
            await sends.end(ledger, send, "unpaid", "500")

    within(tmp_path, keep)
    assert doubt(tmp_path) == Doubt(1, 0.25)


def test_what_an_earlier_run_left_in_flight_is_uncertain(tmp_path: Path) -> None:
    async def die(ledger: Ledger) -> None:
        await sends.answered(ledger, await begun(ledger), answer(ASK.key))
        await sends.end(ledger, await begun(ledger), "unpaid", "500")
        for estimate in (0.5, 0.125):
            await begun(ledger, estimate)

    within(tmp_path, die)
    assert doubt(tmp_path) == Doubt(0, 0)
    assert within(tmp_path, sends.forsaken) == 2
    assert doubt(tmp_path) == Doubt(2, 0.625)
    assert rows(tmp_path, ENDS)[2:] == [
        (number, "uncertain", "in flight when the run ended") for number in (3, 4)
    ]
    assert within(tmp_path, sends.forsaken) == 0
    assert doubt(tmp_path) == Doubt(2, 0.625)


def test_nothing_is_forsaken_in_a_new_ledger(tmp_path: Path) -> None:
    assert within(tmp_path, sends.forsaken) == 0
