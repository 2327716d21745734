"""A ceiling for what the answers of a ledger cost together."""

import asyncio
from collections import deque

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
        self._flying = 0
        self._waiting: deque[tuple[float, asyncio.Future[None]]] = deque()

    async def hold(self, estimate: float) -> None:
        """Set an estimate aside, as soon as there is room for it; first come, first served.

        Raises BudgetReached if there is none though nothing is in flight that might cost less than
        it is held to cost.
        """
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((estimate, future))
        self._serve()
        await future

    def keep(self, estimate: float) -> None:
        """Set aside what an earlier run sent already, whatever the ceiling."""
        self.held += estimate
        self._flying += 1

    def release(self, estimate: float) -> None:
        """What was held is no longer in flight."""
        self._flying -= 1
        self.held = self.held - estimate if self._flying else 0.0
        self._serve()

    def pay(self, dollars: float) -> None:
        """An answer came, or may have been paid for without one coming."""
        self.spent += dollars

    def _serve(self) -> None:
        while self._waiting:
            estimate, future = self._waiting[0]
            fits = self.spent + self.held + estimate <= self.ceiling
            if not (fits or future.done()) and self._flying:
                return
            self._waiting.popleft()
            if future.done():  # given up
                continue
            if fits:
                self.keep(estimate)
                future.set_result(None)
            else:
                future.set_exception(self._reached(estimate))

    def _reached(self, estimate: float) -> BudgetReached:
        return BudgetReached(
            f"the budget of {self.ceiling:.2f} USD is used up: {self.spent:.2f} USD spent, and "
            f"the next request may cost {estimate:.4f}",
            where="runtime.oracle.budget",
            fix="nothing paid for is lost; raise it and run again to go on",
        )
