"""One phase alone, for scripts that go step by step."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from schemas.trace import GoldTrace
from stages.common.errors import PipelineError
from stages.traces.asking.briefs import day_of
from stages.traces.asking.flaws import Flaw
from stages.traces.asking.formats import Judgement
from stages.traces.assembling.planned import planned as plan_of
from stages.traces.phases.asker import Asker, Stopped
from stages.traces.phases.candidate import Candidate, Draft, verdict
from stages.traces.phases.group import drafts
from stages.traces.phases.order import Order
from stages.traces.phases.outcome import Rejected
from stages.traces.phases.reply import reply
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Group, wanted
from stages.traces.transports.transport import Unanswered


async def written(asker: Asker, order: Order) -> list[Draft]:
    """Requests for all rows of a set, written in one call; unusable ones are left out."""
    rows = tuple(wanted(order.quotas))
    group = Group(rows[0].domain, 0, rows)
    with _telling(asker):
        found = await drafts(asker, _shop(order), group)
    return [one for one in found if not isinstance(one, Rejected)]


async def planned(asker: Asker, order: Order, draft: Draft) -> GoldTrace:
    """The trace of a request, not judged."""
    candidate = Candidate(asker, _shop(order), draft)
    with _telling(asker):
        plan = await candidate.planned()
    if isinstance(plan, Flaw):
        raise PipelineError(f"no plan can be used: {'; '.join(plan.problems)}", where=draft.text)
    return GoldTrace.model_validate(candidate.trace(plan))


async def judged(asker: Asker, order: Order, trace: GoldTrace) -> tuple[bool, tuple[str, ...]]:
    """Whether validator and judge accept a trace, and what they find wrong."""
    shop, plain = _shop(order), trace.to_training_format()
    if found := shop.problems(plain):
        return False, tuple(map(str, found))
    prompts = shop.desk(trace.request.domain).prompts
    ask = prompts.judgement(trace.request.text, day_of(plain["created_at"]), plan_of(plain))
    with _telling(asker):
        said = await reply(asker, ask, Judgement, verdict, order.params.corrections)
    problems: Sequence[str] = said.made.problems if isinstance(said.made, Flaw) else ()
    return not isinstance(said.made, Flaw), tuple(problems)


def _shop(order: Order) -> Shop:
    return Shop(order.recipe, order.params, order.domains)


@contextmanager
def _telling(asker: Asker) -> Iterator[None]:
    """Where there is no answer, say why."""
    try:
        yield
    except (Stopped, Unanswered) as error:
        raise asker.stopped or PipelineError(str(error), fix="try again later") from error
