"""Ask for a whole set: what the ledger lacks is asked of the API, and nothing else."""

import asyncio
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.traces.phases.asker import Asker
from stages.traces.phases.order import Order
from stages.traces.phases.passes import Passes
from stages.traces.phases.session import Session, session
from stages.traces.phases.shop import Shop
from stages.traces.phases.tally import Tally
from stages.traces.phases.wanted import wanted
from stages.traces.transports.keys import load_keys


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended."""

    accepted: int
    unfilled: int
    """Rows that no attempt filled; none as long as others are open."""

    open: int
    """Rows that were not finished: without answers, or rejected and not yet replaced."""

    codes: Mapping[str, int]
    """Reasons of rejection."""

    spent: float
    """US dollars that the ledger has cost so far."""

    forsaken: int
    stopped: PipelineError | None


def run(order: Order) -> Result:
    """Fill the ledger. Raises PipelineError if it can't even begin; see Result for the rest."""
    keys = load_keys(order.runtime.keys)
    return asyncio.run(_run(order, keys))


async def _run(order: Order, keys: Mapping[str, str]) -> Result:
    async with session(order.params, order.runtime, keys, order.retries) as opened:
        if opened.forsaken:
            print(
                f"{opened.forsaken} requests were in flight when an earlier run died; each may "
                "have been paid for, and is in the ledger as uncertain",
                file=sys.stderr,
            )
        return await _filled(order, opened)


async def _filled(order: Order, opened: Session) -> Result:
    shop = Shop(order.recipe, order.params, order.domains)
    note = _Note(opened)
    with (
        progress("traces", order.recipe.total, "trace", note) as bar,
        _stopping(opened.asker),
    ):
        tally = note.tally = Tally(bar)
        passes = Passes(opened.asker, shop, order.window, tally)
        rejected = len(await passes.run(wanted(order.quotas)))
    return Result(
        accepted=tally.accepted,
        unfilled=0 if tally.open else rejected,
        open=tally.open + rejected if tally.open else 0,
        codes=dict(tally.codes.most_common()),
        spent=opened.budget.spent,
        forsaken=opened.forsaken,
        stopped=opened.asker.stopped,
    )


class _Note:
    """What the run has cost, behind the progress bar."""

    def __init__(self, opened: Session) -> None:
        self._budget = opened.budget
        self.tally: Tally | None = None

    def __call__(self) -> str:
        accepted = self.tally.accepted if self.tally else 0
        each = f", {self._budget.spent / accepted:.4f} a trace" if accepted else ""
        return f"{self._budget.spent:.2f} USD spent{each}"


@contextmanager
def _stopping(asker: Asker) -> Iterator[None]:
    """Ctrl-C lets what is in flight come home; a second one does not."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        asker.stop(PipelineError("interrupted", fix="run it again to go on"))
        loop.remove_signal_handler(signal.SIGINT)
        print("stopping; waiting for what is in flight (again to abandon it)", file=sys.stderr)

    try:
        loop.add_signal_handler(signal.SIGINT, stop)
    except (NotImplementedError, RuntimeError, ValueError):  # not in the main thread, or Windows
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
