"""One candidate: plan, judgement, and the validator's word before and after."""

from typing import Any, NamedTuple

from schemas.oracle_words import Phase
from stages.traces.asking.ask import Ask
from stages.traces.asking.flaws import Flaw
from stages.traces.asking.formats import Judgement, PlannedCalls
from stages.traces.assembling.planned import planned
from stages.traces.assembling.trace import Written
from stages.traces.phases.asker import Answers, Stopped
from stages.traces.phases.outcome import Accepted, Open, Outcome, Rejected
from stages.traces.phases.reply import Reply, reply
from stages.traces.phases.shop import Desk, Shop
from stages.traces.phases.wanted import Wanted
from stages.traces.transports.transport import Unanswered


class Draft(NamedTuple):
    """A request that was written for a row."""

    wanted: Wanted
    attempt: int
    today: str
    """`Tuesday, 3 March 2026`."""

    moment: str
    """The same, and the time: ISO 8601, UTC."""

    text: str
    keys: tuple[str, ...]
    model: str


class Candidate:
    """The phases of a request that was written, each to be called once and in order."""

    def __init__(self, answers: Answers, shop: Shop, draft: Draft) -> None:
        self.answers, self.shop, self.draft = answers, shop, draft
        self.desk: Desk = shop.desk(draft.wanted.domain)
        self.keys = draft.keys
        self.models: dict[Phase, str] = {"requests": draft.model}
        self.phase: Phase = "plan"
        self.written = Written(draft.wanted.row, draft.wanted.intent, draft.text, draft.moment)

    async def outcome(self) -> Outcome:
        """All of them: what becomes of the request."""
        draft = self.draft
        try:
            plan = await self.planned()
            if isinstance(plan, Flaw):
                return self._rejected(plan)
            # As text while the judge is waited for, with a hundred thousand others perhaps.
            packed, ask = plan.model_dump_json(), self._judging(plan)
            del plan
            if isinstance(found := await self._judged(ask), Flaw):
                return self._rejected(found)
        except (Stopped, Unanswered):
            return Open(draft.wanted, draft.attempt, self.phase)
        trace = self.trace(PlannedCalls.model_validate_json(packed))
        if flaw := self._flaw(trace):
            return self._rejected(flaw)
        return Accepted(
            draft.wanted,
            draft.attempt,
            self.keys,
            self.written,
            packed,
            self.models,
            {**trace, "validated": True},
        )

    async def planned(self) -> PlannedCalls | Flaw:
        """Calls that answer it and that the validator finds nothing wrong with."""
        ask = self.desk.prompts.plan(self.draft.text, self.draft.today)
        found = await reply(
            self.answers, ask, PlannedCalls, self._sound, self.shop.params.corrections
        )
        return self._noted(found)

    def _judging(self, plan: PlannedCalls) -> Ask:
        return self.desk.prompts.judgement(self.draft.text, self.draft.today, plan)

    async def _judged(self, ask: Ask) -> Judgement | Flaw:
        self.phase = "judgement"
        found = await reply(self.answers, ask, Judgement, verdict, self.shop.params.corrections)
        return self._noted(found)

    def _noted(self, found: Reply[Any]) -> Any:
        self.keys += found.keys
        self.models[self.phase] = found.model
        return found.made

    def _sound(self, found: PlannedCalls) -> PlannedCalls | Flaw:
        if not found.calls:
            return Flaw("declined", ("the planner sees no way to serve the request",))
        trace = self.trace(found)
        return self._flaw(trace) or planned(trace)

    def _flaw(self, trace: dict[str, Any]) -> Flaw | None:
        found = self.shop.problems(trace)
        codes = tuple(dict.fromkeys(str(problem.code) for problem in found))
        told = tuple(f"{problem.place}: {problem.message}" for problem in found)
        return Flaw("unsound", told, codes) if found else None

    def trace(self, plan: PlannedCalls) -> dict[str, Any]:
        """What is made of a plan, not validated."""
        return self.desk.assembler.trace(self.written, plan, self.models, self.draft.attempt)

    def _rejected(self, flaw: Flaw) -> Rejected:
        draft = self.draft
        return Rejected(
            draft.wanted,
            draft.attempt,
            self.keys,
            self.phase,
            flaw.coded(self.phase),
            flaw.problems,
            draft.text,
        )


def verdict(judgement: Judgement) -> Judgement | Flaw:
    """A rejection is an answer and no mistake of the judge: it is not corrected."""
    if judgement.verdict == "accept" and not judgement.findings:
        return judgement
    kinds = tuple(dict.fromkeys(f"judgement.{found.kind}" for found in judgement.findings))
    told = tuple(f"{found.where}: {found.why}" for found in judgement.findings)
    return Flaw("declined", told or ("rejected without a finding",), kinds)
