"""What a ledger adds up to."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.traces.ledger import batches, sends
from stages.traces.ledger.accounts import Doubt, Paid, doubtful, paid
from stages.traces.ledger.answer import Answer, Usage
from stages.traces.ledger.batches import Item
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.ledger.answers import ASK, answer
from tests.stages.traces.ledger.ledgers import within

TOKENS = st.integers(0, 100_000)
answers = st.builds(
    answer,
    st.text(max_size=3),
    phase=st.sampled_from(["requests", "plan"]),
    domain=st.sampled_from(["Finance", "Legal"]),
    model=st.sampled_from(["m", "n"]),
    transport=st.sampled_from(["messages", "batches"]),
    usage=st.builds(Usage, TOKENS, TOKENS, TOKENS, TOKENS, TOKENS),
)


def added_up(many: list[Answer]) -> list[Paid]:
    kinds: defaultdict[tuple[str, str, str, str], list[Usage]] = defaultdict(list)
    for one in many:
        kinds[one.phase, one.domain, one.model, one.transport].append(one.usage)
    return [
        Paid(*kind, len(usages), Usage(*map(sum, zip(*usages, strict=True))))
        for kind, usages in sorted(kinds.items())
    ]


@settings(max_examples=30, deadline=None)
@given(many=st.lists(answers, max_size=20))
def test_answers_by_phase_domain_model_and_transport(
    tmp_path_factory: pytest.TempPathFactory, many: list[Answer]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    within(folder, lambda ledger: ledger.record(many))
    with Reading(folder) as reading:
        assert [*paid(reading.connection)] == added_up(many)


def test_an_empty_ledger(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        assert [*paid(ledger.reader)] == []
        assert doubtful(ledger.reader) == Doubt(0, 0)


def test_doubt_is_of_sends_and_batches_together(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        for outcome, estimate in (("uncertain", 0.5), ("unpaid", 4), ("uncertain", 0.25)):
            send = await sends.begin(ledger, ASK, "KEY", estimate)
            await sends.end(ledger, send, outcome, "")  # type: ignore[arg-type]
        await sends.begin(ledger, ASK, "KEY", 8)
        items = [Item(key, "plan", "Library", "m") for key in "abc"]
        for outcome, estimate in (("lost", 1), ("collected", 16), ("absent", 32)):
            batch = await batches.plan(ledger, "KEY", items, estimate)
            await batches.end(ledger, batch.id, outcome)  # type: ignore[arg-type]
        await batches.plan(ledger, "KEY", items, 64)
        assert doubtful(ledger.reader) == Doubt(5, 1.75)

    within(tmp_path, keep)
