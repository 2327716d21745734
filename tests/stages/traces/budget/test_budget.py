"""A ceiling that is kept, whatever comes in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.common.errors import PipelineError
from stages.traces.budget.budget import Budget, BudgetReached

CENTS = st.integers(0, 400).map(lambda cents: cents / 64)
"""Sums that floats hold exactly."""

STEPS = st.lists(st.tuples(st.sampled_from(["hold", "end", "pay"]), CENTS), max_size=40)


@given(ceiling=CENTS, spent=CENTS, steps=STEPS)
def test_what_is_spent_and_held(
    ceiling: float, spent: float, steps: list[tuple[str, float]]
) -> None:
    budget, flying, paid = Budget(ceiling, spent), list[float](), spent
    for act, dollars in steps:
        if act == "hold":
            fits = paid + sum(flying) + dollars <= ceiling
            if fits:
                budget.hold(dollars)
                flying.append(dollars)
                assert budget.spent + budget.held <= ceiling
            else:
                with pytest.raises(BudgetReached):
                    budget.hold(dollars)
        elif act == "end" and flying:
            budget.pay(dollars)
            budget.release(flying.pop(0))
            paid += dollars
        elif act == "pay":
            budget.pay(dollars)
            paid += dollars
        assert (budget.spent, budget.held) == (paid, sum(flying))


@given(estimates=st.lists(st.floats(0, 2), max_size=60), ceiling=st.floats(0, 20))
def test_answers_that_cost_their_estimates_never_pass_the_ceiling(
    estimates: list[float], ceiling: float
) -> None:
    budget, flying = Budget(ceiling, 0), list[float]()
    for estimate in estimates:
        try:
            budget.hold(estimate)
        except BudgetReached:
            continue
        flying.append(estimate)
    for estimate in flying:
        budget.release(estimate)
        budget.pay(estimate)
    assert budget.spent <= ceiling + 1e-9
    assert budget.held == pytest.approx(0, abs=1e-9)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30))
def test_it_is_passed_by_no_more_than_what_was_in_flight_costs_above_its_estimates(
    answers: list[tuple[float, float]],
) -> None:
    budget, above = Budget(3, 0), 0.0
    held = []
    for estimate, actual in answers:
        if budget.spent + budget.held + estimate <= budget.ceiling:
            budget.hold(estimate)
            held.append((estimate, actual))
    for estimate, actual in held:
        budget.pay(actual)
        budget.release(estimate)
        above += max(0, actual - estimate)
    assert budget.spent <= budget.ceiling + above + 1e-9


def test_the_last_cent_may_be_spent() -> None:
    budget = Budget(1, 0.5)
    budget.hold(0.5)
    with pytest.raises(BudgetReached):
        budget.hold(1 / 1024)
    assert budget.held == 0.5
    budget.release(0.5)
    budget.hold(0.25)


def test_nothing_goes_where_more_was_spent_than_allowed() -> None:
    with pytest.raises(BudgetReached):
        Budget(5, 7.5).hold(0)


def test_what_it_says() -> None:
    budget = Budget(5, 4.75)
    budget.hold(0.125)
    with pytest.raises(PipelineError) as reached:
        budget.hold(0.2575)
    assert str(reached.value) == (
        "runtime.oracle.budget: the budget of 5.00 USD is used up: 4.75 USD spent, 0.12 in flight, "
        "about 0.2575 for the next request; nothing paid for is lost; raise it and run again to go "
        "on"
    )
