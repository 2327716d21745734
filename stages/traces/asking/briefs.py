"""What a request is asked for with: who writes, why, how, about what.

A model that is asked the same thing answers much the same, and its API has no temperature: variety
comes from here. A brief is a pure function of the seed, the cell, and the number in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from schemas.domain import Domain, Intent, Tool
from schemas.phrasing import Phrasing
from stages.traces.oracle.draws import words
from stages.traces.oracle.moments import MONTHS, WEEKDAYS, Year, open_hours
from stages.traces.oracle.slots import Slots

TONES = (
    "friendly and plain",
    "curt, a note without niceties",
    "formal, as in a memorandum",
    "in a hurry",
    "precise, every detail in its place",
    "a little apologetic",
    "chatty, circumstances first",
    "polite but out of patience",
)
LENGTHS = (
    "one short sentence",
    "one long sentence",
    "two sentences",
    "three sentences",
    "a question",
    "a fragment, as in a subject line",
)
SCOPES = (
    "the task alone",
    "the task and the step that naturally goes before or after it",
    "the task for two things that belong together",
)
MEASURES = frozenset({"rows", "days", "boolean"})
"""Kinds that a request says in words of its own."""

DAY = "{weekday}, {day} {month} {year}"


@dataclass(frozen=True, slots=True)
class Brief:
    """A request to be written."""

    intent: Intent
    task: str
    who: str
    why: str
    tone: str
    length: str
    scope: str
    facts: Mapping[str, str]
    """Values by kind, as the request may say them."""

    today: str
    """`Tuesday, 3 March 2026`."""

    moment: str
    """ISO 8601, UTC: when the request is made."""

    def told(self, number: int) -> dict[str, Any]:
        """As the model reads it."""
        told = asdict(self)
        del told["moment"]
        return {"number": number, **told}


class Briefer:
    """Makes briefs of one domain."""

    def __init__(self, domain: Domain, phrasing: Phrasing, year: Year, seed: int) -> None:
        self.domain, self.year, self.seed = domain, year, seed
        self.slots = Slots(domain, phrasing.people, year)
        self.hours = open_hours(domain.policy.read_only)
        tools = domain.callable.values()
        self.tools = {tool.intent: [x for x in tools if x.intent == tool.intent] for tool in tools}

    def brief(self, intent: Intent, number: int, attempt: int) -> Brief:
        """The brief of a trace; other attempts have other ones."""
        key = f"{self.seed}|{self.domain.slug}|{intent}|brief|{attempt}|".encode()
        draw = iter(words(key, number))
        tools = self.tools[intent]
        tool = tools[next(draw) % len(tools)]
        day, moment = self.year.moment(next(draw), self.hours)
        briefing = self.domain.briefing
        who, why = next(draw), next(draw)
        return Brief(
            intent=intent,
            task=f"{tool.name}: {tool.about}",
            who=briefing.people[who % len(briefing.people)] if briefing else "someone of the desk",
            why=briefing.situations[why % len(briefing.situations)] if briefing else "daily work",
            tone=TONES[next(draw) % len(TONES)],
            length=LENGTHS[next(draw) % len(LENGTHS)],
            scope=SCOPES[next(draw) % len(SCOPES)],
            facts=self._facts(tool, words(key + b"facts|", number), day),
            today=day_of(moment),
            moment=moment,
        )

    def _facts(self, tool: Tool, draw: tuple[int, ...], day: int) -> dict[str, str]:
        """A value for each kind that the tool takes, and one that another tool may."""
        kinds = dict.fromkeys(param.kind for param in tool.takes.values())
        others = [name for name, kind in self.domain.kinds.items() if kind.values]
        kinds[others[draw[0] % len(others)]] = None
        facts: dict[str, str] = {}
        for kind, word in zip(self._said(tool, kinds), draw[1:], strict=False):
            sampler = self.slots.dates(DAY) if kind == "date" else self.slots.own(kind)
            facts[kind] = sampler.draw(word % sampler.size, word >> 32, day)[1]
        return facts

    def _said(self, tool: Tool, kinds: Iterable[str]) -> list[str]:
        unsaid = MEASURES | self._results(tool)
        return [kind for kind in kinds if kind not in unsaid]

    def _results(self, tool: Tool) -> set[str]:
        """Kinds that come out of what the policy wants before the tool: no person knows them."""
        domain = self.domain
        return {
            kind
            for rule in domain.policy.order
            if domain.tools[rule.then] is tool
            for kind in domain.records[domain.tools[rule.first].record].values()
            if domain.kinds.get(kind) and domain.kinds[kind].pattern
        }


def day_of(moment: str) -> str:
    """`Tuesday, 3 March 2026`."""
    day = datetime.fromisoformat(moment)
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"
