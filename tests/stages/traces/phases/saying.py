"""Who answers as a test wants it, and a group of rows that asks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from schemas.oracle_words import Phase
from stages.traces.asking.ask import Ask
from stages.traces.assembling.planned import planned
from stages.traces.ledger.answer import Answer, Usage
from stages.traces.oracle.template import TemplateOracle
from stages.traces.phases.group import group_outcomes
from stages.traces.phases.outcome import Outcome
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Group, Wanted
from tests.stages.traces.phases.sets import order

DOMAIN, INTENT = "Finance", "retrieve"
Say = Callable[[Ask, int], Any]
"""From a question, and how many of its phase came before, to an answer's value, text or error."""


def answer_to(ask: Ask, said: Any, stop: str = "end_turn") -> Answer:
    text = said if isinstance(said, str) else orjson.dumps(said).decode()
    usage = Usage(1, 0, 0, 0, 1)
    told = (ask.key, ask.phase, ask.domain, "messages", "m", "m-1", "msg_1", stop, text, None)
    return Answer(*told, usage)


class Saying:
    """See stages.traces.phases.asker.Answers."""

    def __init__(self, says: Mapping[Phase, Say]) -> None:
        self._says = says
        self.asked: defaultdict[str, list[Ask]] = defaultdict(list)
        """Questions by phase."""

    async def answer(self, ask: Ask) -> Answer:
        before = self.asked[ask.phase]
        before.append(ask)
        said = self._says[ask.phase](ask, len(before) - 1)
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, Answer) else answer_to(ask, said)

    @property
    def calls(self) -> Counter[str]:
        return Counter({phase: len(asks) for phase, asks in self.asked.items()})


class Desk:
    """Good answers, from the template oracle, for rows of one cell."""

    def __init__(self, oracle: TemplateOracle, folder: Path, **asked: Any) -> None:
        of = order(folder, asked=asked)
        self._shop = Shop(replace(of.recipe, domains=(DOMAIN,)), of.params, of.domains)
        self.traces = [oracle.trace(DOMAIN, INTENT, number) for number in range(3)]
        self.texts = [trace["request"]["text"] for trace in self.traces]
        self.requests = [
            {"number": number, "text": text} for number, text in enumerate(self.texts, start=1)
        ]
        self.accepts = {"verdict": "accept", "findings": []}

    def plan(self, ask: Ask) -> str:
        """Of the trace whose request is asked about."""
        task = ask.body["messages"][0]["content"]
        (trace,) = (one for one in self.traces if one["request"]["text"] in task)
        return planned(trace).model_dump_json()

    def saying(self, **otherwise: Say) -> Saying:
        """All goes well but for some phases."""
        well: dict[Phase, Say] = {
            "requests": lambda ask, before: {"requests": self.requests},
            "plan": lambda ask, before: self.plan(ask),
            "judgement": lambda ask, before: self.accepts,
        }
        return Saying({**well, **otherwise})  # type: ignore[dict-item]

    async def outcomes(self, answers: Saying) -> list[Outcome]:
        """What becomes of a group of three rows."""
        rows = tuple(Wanted(row, DOMAIN, INTENT, row) for row in range(3))
        return await group_outcomes(answers, self._shop, Group(DOMAIN, 0, rows))
