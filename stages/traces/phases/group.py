"""A group: one call writes its requests, then each is a candidate of its own."""

import asyncio
from collections.abc import Mapping

from stages.traces.asking.briefs import Brief
from stages.traces.asking.flaws import Flaw
from stages.traces.asking.formats import WrittenRequests
from stages.traces.asking.texts import by_number, unusable
from stages.traces.phases.asker import Answers, Stopped
from stages.traces.phases.candidate import Candidate, Draft
from stages.traces.phases.outcome import Open, Outcome, Rejected
from stages.traces.phases.reply import Reply, reply
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Group, Wanted
from stages.traces.transports.transport import Unanswered

Texts = Mapping[int, str]


async def group_outcomes(answers: Answers, shop: Shop, group: Group) -> list[Outcome]:
    """What becomes of each of the group, in its order. A pure function of the answers."""
    try:
        found = await drafts(answers, shop, group)
    except (Stopped, Unanswered):
        return [Open(one, group.attempt, "requests") for one in group.wanted]
    return list(await asyncio.gather(*(_through(answers, shop, one) for one in found)))


async def drafts(answers: Answers, shop: Shop, group: Group) -> list[Draft | Rejected]:
    """The group's requests, written in one call; raises Stopped and Unanswered."""
    desk = shop.desk(group.domain)
    briefs = [desk.briefer.brief(one.intent, one.round, group.attempt) for one in group.wanted]
    written = await reply(
        answers,
        desk.prompts.requests(briefs),
        WrittenRequests,
        lambda found: by_number(found, len(briefs)),
        shop.params.corrections,
    )
    rows = zip(group.wanted, briefs, strict=True)
    return [_draft(group.attempt, *row, n, written) for n, row in enumerate(rows, start=1)]


async def _through(answers: Answers, shop: Shop, found: Draft | Rejected) -> Outcome:
    return found if isinstance(found, Rejected) else await Candidate(answers, shop, found).outcome()


def _draft(
    attempt: int, one: Wanted, brief: Brief, number: int, written: Reply[Texts]
) -> Draft | Rejected:
    if isinstance(written.made, Flaw):
        codes, why, text = written.made.coded("requests"), written.made.problems, None
    elif (text := written.made.get(number)) is None:
        codes, why = ("requests.missing",), ("the model left it out",)
    elif wrong := unusable(text):
        codes, why = ("requests.unsound",), (wrong,)
    else:
        return Draft(one, attempt, brief.today, brief.moment, text, written.keys, written.model)
    return Rejected(one, attempt, written.keys, "requests", codes, why, text)
