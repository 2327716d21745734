"""A ceiling that is kept, whatever comes in which order."""

import asyncio
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.common.errors import PipelineError
from stages.traces.budget.budget import Budget, BudgetReached

DOLLARS = st.integers(0, 400).map(lambda parts: parts / 64)
"""Sums that floats hold exactly."""

QUESTIONS = st.lists(st.tuples(DOLLARS, DOLLARS, st.integers(0, 3)), max_size=30)
"""What is estimated, what it costs, and how long the answer takes."""


class Asked(NamedTuple):
    """How it went."""

    budget: Budget
    went: list[tuple[float, float]]
    """Estimates and costs, in the order in which they went."""

    refused: int


def asked(ceiling: float, spent: float, questions: list[tuple[float, float, int]]) -> Asked:
    budget, went, refused = Budget(ceiling, spent), list[tuple[float, float]](), list[float]()

    async def ask(estimate: float, cost: float, steps: int) -> None:
        try:
            await budget.hold(estimate)
        except BudgetReached:
            refused.append(estimate)
            return
        went.append((estimate, cost))
        for _ in range(steps):
            await asyncio.sleep(0)
        budget.pay(cost)
        budget.release(estimate)

    async def all_of_them() -> None:
        async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
            for question in questions:
                tasks.create_task(ask(*question))

    asyncio.run(all_of_them())
    return Asked(budget, went, len(refused))


@given(ceiling=DOLLARS, spent=DOLLARS, questions=QUESTIONS)
def test_it_is_passed_by_no_more_than_answers_cost_above_their_estimates(
    ceiling: float, spent: float, questions: list[tuple[float, float, int]]
) -> None:
    budget, went, refused = asked(ceiling, spent, questions)
    assert len(went) + refused == len(questions)
    assert budget.spent == spent + sum(cost for _, cost in went)
    assert budget.held == 0
    above = sum(max(0.0, cost - estimate) for estimate, cost in went)
    assert budget.spent <= max(ceiling, spent) + above


@given(ceiling=DOLLARS, estimates=st.lists(DOLLARS, max_size=30))
def test_what_costs_nothing_in_the_end_makes_room_for_all(
    ceiling: float, estimates: list[float]
) -> None:
    went = asked(ceiling, 0, [(estimate, 0.0, 1) for estimate in estimates]).went
    assert [estimate for estimate, _ in went] == [one for one in estimates if one <= ceiling]


def test_one_that_waits_goes_when_there_is_room() -> None:
    went = [(0.75, 0.25), (0.5, 0.5)]
    found = asked(1, 0, [(*one, 2) for one in (*went, (0.5, 0.5))])
    assert (found.went, found.refused) == (went, 1)


def test_one_that_is_given_up_is_in_nobodys_way() -> None:
    async def within() -> None:
        budget = Budget(1, 0)
        await budget.hold(1)
        first, second = (asyncio.create_task(budget.hold(one)) for one in (0.75, 0.5))
        await asyncio.sleep(0)
        first.cancel()
        budget.release(1)
        await second
        assert budget.held == 0.5

    asyncio.run(within())


def test_what_was_sent_before_is_held_whatever_the_ceiling() -> None:
    async def within() -> None:
        budget = Budget(1, 0.5)
        budget.keep(2)
        waiting = asyncio.create_task(budget.hold(0.25))
        await asyncio.sleep(0)
        assert not waiting.done()
        budget.pay(0.25)
        budget.release(2)
        await waiting

    asyncio.run(within())


def test_the_line_says_what_to_do() -> None:
    async def within() -> None:
        await Budget(1, 0.999).hold(0.01)

    with pytest.raises(PipelineError) as error:
        asyncio.run(within())
    assert str(error.value) == (
        "runtime.oracle.budget: the budget of 1.00 USD is used up: 1.00 USD spent, and the next "
        "request may cost 0.0100; nothing paid for is lost; raise it and run again to go on"
    )
