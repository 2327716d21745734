"""A set small enough to be kept in memory."""

from schemas.trace import GoldTrace
from stages.common.errors import PipelineError
from stages.traces.phases.order import Order
from stages.traces.phases.outcome import Accepted, Open, Outcome
from stages.traces.phases.passes import Passes
from stages.traces.phases.session import Session
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Wanted, wanted


class Gathering:
    """A sink that keeps the accepted traces."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._accepted: dict[int, Accepted] = {}
        self._open = 0

    async def run(self, opened: Session) -> None:
        """Ask for all of the set. Raises PipelineError if it could not be finished."""
        order = self._order
        shop = Shop(order.recipe, order.params, order.domains)
        await Passes(opened.asker, shop, order.window, self).run(wanted(order.quotas))
        opened.asker.check()
        if self._open:
            raise PipelineError(
                f"the API gave no answers for {self._open} traces", fix="nothing is lost; try again"
            )

    def traces(self) -> list[GoldTrace]:
        """By row."""
        rows = sorted(self._accepted)
        return [GoldTrace.model_validate(self._accepted[row].trace) for row in rows]

    def outcome(self, outcome: Outcome) -> None:
        """See Sink."""
        if isinstance(outcome, Accepted):
            self._accepted[outcome.wanted.row] = outcome
        elif isinstance(outcome, Open):
            self._open += 1

    def repeats(self, wanted: Wanted) -> None:
        """See Sink."""
        del self._accepted[wanted.row]
