"""What the answers of a ledger cost."""

from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.budget.prices import cost
from stages.traces.budget.spending import price, spent
from stages.traces.ledger import batches, sends
from stages.traces.ledger.accounts import Paid
from stages.traces.ledger.answer import Usage
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.asking.samples import PARAMS
from tests.stages.traces.ledger.answers import ASK, answer
from tests.stages.traces.ledger.ledgers import within

MODELS = PARAMS.oracle.models
USAGE = Usage(1000, 200, 300, 4000, 500)


async def fill(ledger: Ledger) -> None:
    await ledger.record(
        [
            answer("a", usage=USAGE),
            answer("a", usage=USAGE, message="msg_again"),
            answer("b", usage=USAGE, transport="batches"),
            answer("c", usage=USAGE, model="claude-haiku-5-5"),
        ]
    )


def of(folder: Path) -> float:
    with Reading(folder) as reading:
        return spent(reading.connection, MODELS)


def test_all_answers_by_model_and_transport(tmp_path: Path) -> None:
    within(tmp_path, fill)
    sonnet = cost(USAGE, MODELS["claude-sonnet-5-5"], "messages")
    haiku = cost(USAGE, MODELS["claude-haiku-5-5"], "messages")
    assert of(tmp_path) == pytest.approx(2.5 * sonnet + haiku)


def test_what_is_in_doubt_counts_as_spent(tmp_path: Path) -> None:
    async def doubt(ledger: Ledger) -> None:
        send = await sends.begin(ledger, ASK, "KEY", 0.25)
        await sends.end(ledger, send, "uncertain", "")
        batch = await batches.plan(ledger, "KEY", [Item.of(ASK)], 0.5)
        await batches.end(ledger, batch.id, "lost")

    within(tmp_path, fill)
    before = of(tmp_path)
    within(tmp_path, doubt)
    assert of(tmp_path) == pytest.approx(before + 0.75)


def test_an_empty_ledger_has_cost_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        assert spent(ledger.reader, {}) == 0


def test_a_model_without_prices_is_named() -> None:
    one = Paid("plan", "Finance", "claude-old-1", "messages", 3, USAGE)
    with pytest.raises(PipelineError) as unknown:
        price(one, MODELS)
    assert str(unknown.value) == (
        "oracle.models: no prices for 'claude-old-1', of which the ledger has 3 answers; add it"
    )
