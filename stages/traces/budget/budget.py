"""A ceiling for what the answers of a ledger cost together."""

from stages.common.errors import PipelineError


class BudgetReached(PipelineError):
    """The next question might pass the ceiling."""


class Budget:
    """Adds up what was spent, and holds back what questions in flight may cost.

    A question goes only if all that, with its own estimate, stays at or below the ceiling. What is
    spent can pass it by no more than what answers in flight cost above their estimates.
    """

    def __init__(self, ceiling: float, spent: float) -> None:
        self.ceiling, self.spent, self.held = ceiling, spent, 0.0

    def hold(self, estimate: float) -> None:
        """Set an estimate aside; raises BudgetReached if that is too much."""
        if self.spent + self.held + estimate > self.ceiling:
            raise BudgetReached(
                f"the budget of {self.ceiling:.2f} USD is used up: {self.spent:.2f} USD spent, "
                f"{self.held:.2f} in flight, about {estimate:.4f} for the next request",
                where="runtime.oracle.budget",
                fix="nothing paid for is lost; raise it and run again to go on",
            )
        self.held += estimate

    def release(self, estimate: float) -> None:
        """What was held is no longer in flight."""
        self.held -= estimate

    def pay(self, dollars: float) -> None:
        """An answer came, or may have been paid for without one coming."""
        self.spent += dollars
