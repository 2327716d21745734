"""What a set would still cost: the run is gone through with the ledger's answers alone."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from schemas.oracle_words import PHASES, Phase
from stages.common.progress import progress
from stages.traces.asking.ask import Ask
from stages.traces.asking.formats import PlannedArgument, PlannedCall, PlannedCalls
from stages.traces.budget.estimator import Estimator
from stages.traces.budget.spending import spent
from stages.traces.ledger.accounts import paid
from stages.traces.ledger.answer import NOTHING, Usage
from stages.traces.ledger.ledger import Reading, is_ledger
from stages.traces.phases.known import Known, Lookup
from stages.traces.phases.order import Order
from stages.traces.phases.outcome import Accepted, Open, Outcome
from stages.traces.phases.passes import Passes
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Wanted, wanted

SPARE = 1.15
"""Factor for corrections and replaced candidates, which nobody knows beforehand."""

TYPICAL_REQUEST = "x" * 180
TYPICAL_PLAN = PlannedCalls(
    calls=[
        PlannedCall(
            tool="x" * 30,
            arguments=[PlannedArgument(name="x" * 8, value="x" * 16)] * 3,
            after=["call_1"],
            quote="x" * 40,
        )
    ]
    * 3
)
"""Of the size that requests and plans have, for questions that can't be written yet."""


@dataclass
class Line:
    """What one phase would take."""

    calls: int = 0
    usage: Usage = NOTHING
    dollars: float = 0.0


@dataclass
class Forecast:
    """What the set would take."""

    accepted: int = 0
    """Traces that the ledger holds all answers for."""

    spent: float = 0.0
    """US dollars that the ledger has cost."""

    phases: dict[Phase, Line] = field(default_factory=lambda: {phase: Line() for phase in PHASES})

    @property
    def dollars(self) -> float:
        """All phases, with something to spare for corrections."""
        return sum(line.dollars for line in self.phases.values()) * SPARE


def forecast_of(order: Order) -> Forecast:
    """Count what the ledger of an order lacks; there may be none yet.

    What is behind a missing answer is taken as typical.
    """
    models, folder = order.params.models, Path(order.runtime.ledger)
    if not is_ledger(folder):
        return _forecast(order, lambda key: None, Estimator(models, order.runtime.transport, ()))
    with Reading(folder) as ledger:
        estimator = Estimator(models, order.runtime.transport, paid(ledger.connection))
        made = _forecast(order, ledger.answer, estimator)
        made.spent = spent(ledger.connection, models)
    return made


def _forecast(order: Order, lookup: Lookup, estimator: Estimator) -> Forecast:
    with progress("looking through the ledger", order.recipe.total, "trace") as bar:
        counting = _Counting(order, estimator, bar.update)
        answers = Known(lookup, counting.missing)
        passes = Passes(answers, counting.shop, order.window, counting)
        asyncio.run(_through(passes, order))
    return counting.forecast


async def _through(passes: Passes, order: Order) -> None:
    await passes.run(wanted(order.quotas))


class _Counting:
    """A sink that adds up what is missing."""

    def __init__(self, order: Order, estimator: Estimator, update: Callable[[int], object]) -> None:
        self.shop = Shop(order.recipe, order.params, order.domains)
        self.forecast = Forecast()
        self._estimator, self._update = estimator, update
        self._typical: dict[str, dict[Phase, Ask]] = defaultdict(dict)

    def missing(self, ask: Ask) -> None:
        """A question that would be asked."""
        line = self.forecast.phases[ask.phase]
        line.calls += 1
        line.usage = line.usage.plus(self._estimator.usage(ask))
        line.dollars += self._estimator.estimate(ask)
        self._estimator.warm(ask)

    def outcome(self, outcome: Outcome) -> None:
        """See Sink."""
        self._update(1)
        self.forecast.accepted += isinstance(outcome, Accepted)
        if isinstance(outcome, Open) and outcome.phase != "judgement":
            typical = self._of(outcome.wanted.domain)
            if outcome.phase == "requests":
                self.missing(typical["plan"])
            self.missing(typical["judgement"])

    def repeats(self, wanted: Wanted) -> None:
        """See Sink."""
        self.forecast.accepted -= 1

    def _of(self, domain: str) -> dict[Phase, Ask]:
        if domain not in self._typical:
            prompts = self.shop.desk(domain).prompts
            self._typical[domain] = {
                "plan": prompts.plan(TYPICAL_REQUEST, "a day"),
                "judgement": prompts.judgement(TYPICAL_REQUEST, "a day", TYPICAL_PLAN),
            }
        return self._typical[domain]
