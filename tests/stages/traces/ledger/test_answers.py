"""Answers: kept as they came, the first one counts, all were paid for."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.traces.ledger.accounts import paid
from stages.traces.ledger.answer import Answer, Usage
from stages.traces.ledger.ledger import Ledger, Reading
from tests.stages.traces.ledger.answers import answer
from tests.stages.traces.ledger.ledgers import within

TOKENS = st.integers(0, 2**63 - 1)
texts = st.text(max_size=50)
answers = st.builds(
    Answer,
    key=texts,
    phase=st.sampled_from(["requests", "plan", "judgement"]),
    domain=texts,
    transport=st.sampled_from(["messages", "batches"]),
    model=texts,
    served=texts,
    message=texts,
    stop_reason=texts,
    text=st.text(),
    refusal=st.one_of(st.none(), texts),
    usage=st.builds(Usage, TOKENS, TOKENS, TOKENS, TOKENS, TOKENS),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(many=st.lists(answers, min_size=1, max_size=8, unique_by=lambda one: one.key))
def test_an_answer_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, many: list[Answer]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")

    async def keep(ledger: Ledger) -> list[Answer | None]:
        await ledger.record(many)
        return [ledger.answer(one.key) for one in many]

    assert within(folder, keep) == many
    with Reading(folder) as reading:
        assert [reading.answer(one.key) for one in many] == many


def test_nothing_is_known_of_what_was_never_asked(tmp_path: Path) -> None:
    async def look(ledger: Ledger) -> Answer | None:
        await ledger.record([answer("a")])
        return ledger.answer("b")

    assert within(tmp_path, look) is None


def test_the_first_answer_counts_and_all_are_paid(tmp_path: Path) -> None:
    first, second, other = (
        answer("a", text="1", message="msg_1"),
        answer("a", text="2", message="msg_2", usage=Usage(1, 2, 3, 4, 5)),
        answer("b"),
    )

    async def keep(ledger: Ledger) -> list[bool]:
        await ledger.record([first])
        await ledger.record([other, second])
        assert ledger.answer("a") == first
        strangers = (answer("a", message="msg_3"), answer("c", message="msg_1"))
        return [ledger.has(one) for one in (first, second, other, *strangers)]

    assert within(tmp_path, keep) == [True, True, True, False, False]
    with Reading(tmp_path) as reading:
        (total,) = paid(reading.connection)
        assert reading.answer("a") == first
    assert total.answers == 3
    assert total.usage == Usage(201, 42, 63, 8004, 1005)


def test_to_record_nothing_is_nothing(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        await ledger.record([])

    within(tmp_path, keep)
    with Reading(tmp_path) as reading:
        assert [*paid(reading.connection)] == []


def test_a_later_run_goes_on_with_what_is_there(tmp_path: Path) -> None:
    for number in range(3):

        async def keep(ledger: Ledger, number: int = number) -> None:
            assert [ledger.answer(str(n)) is None for n in range(3)] == [
                n >= number for n in range(3)
            ]
            await ledger.record([answer(str(number))])

        within(tmp_path, keep)
    with Reading(tmp_path) as reading:
        assert all(reading.answer(str(number)) for number in range(3))


def test_it_is_read_while_a_run_writes(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> None:
        with Reading(tmp_path) as reading:
            for number in range(20):
                await ledger.record([answer(str(number))])
                assert reading.answer(str(number)) == answer(str(number))

    within(tmp_path, keep)


def test_a_long_look_does_not_hold_up_a_writer(tmp_path: Path) -> None:
    async def keep(ledger: Ledger) -> int:
        await ledger.record([answer("a")])
        with Reading(tmp_path) as reading:
            reading.connection.execute("BEGIN")
            assert reading.answer("a")
            await asyncio.wait_for(ledger.record([answer("b")]), 20)
            assert reading.answer("b") is None
            reading.connection.execute("COMMIT")
            return sum(reading.answer(key) is not None for key in "ab")

    assert within(tmp_path, keep) == 2
