"""Traces from templates: no model, no network, the same bytes everywhere."""

import marshal
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from schemas.domain import INTENTS
from schemas.phrasing import Phrasing
from stages.traces.oracle.draws import words
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import Year
from stages.traces.oracle.phrasing import load_phrasing
from stages.traces.oracle.pools import Pools
from stages.traces.oracle.scenarios import Compiler
from stages.traces.oracle.telling import MOMENT, STEP, tell
from stages.traces.oracle.turns import Compiled
from stages.traces.policy_block import policy_block
from stages.traces.registry.load import DomainFile


class TemplateOracle:
    """Makes traces of the domains given.

    `trace` is a pure function of its arguments and of what the oracle is made from: the domain
    files, schemas/phrasing.yaml, `seed`, and `created_at` (ISO 8601, UTC), before which every
    trace is dated. A domain is compiled when its first trace is made.
    """

    def __init__(self, domains: Mapping[str, DomainFile], seed: int, created_at: str) -> None:
        self.domains, self.seed, self.year = domains, seed, Year(created_at)
        self.desks: dict[str, _Desk] = {}

    def trace(self, domain: str, intent: str, index: int) -> dict[str, Any]:
        """A trace in training format; `index` counts those of the domain and intent, from 0.

        Raises KeyError for a domain or an intent that there is not.
        """
        desk = self.desks.get(domain) or self._open(domain)
        place, scenarios = desk.intents[intent]
        visit, which = divmod(index, len(scenarios))
        scenario = scenarios[which]
        turn, lap, number = scenario.at(visit)
        drawn = words(turn.key, number)
        outcome = turn.outcome
        day, created_at = self.year.moment(drawn[MOMENT] + lap * STEP, outcome.hours)
        told = tell(turn, number, lap, drawn, day)

        plan, trace_id = outcome.plan, f"{desk.slug}-{index * len(INTENTS) + place:08d}"
        return {
            "trace_id": trace_id,
            "request": {
                "request_id": f"{trace_id}-r",
                "domain": domain,
                "text": told.text,
                "intent_category": intent,
                "expected_scope": plan.reach.of(told.values),
                "trust_tier": "user",
            },
            "policy": desk.policy,
            "graph": {
                "graph_id": f"{trace_id}-g",
                "calls": plan.calls(told.values, created_at, told.ask, told.wish),
                "execution_order": list(plan.order),
            },
            "metadata": {
                "oracle": "template",
                "scenario": scenario.name,
                "tail": outcome.number,
                "registry": desk.digest,
            },
            "created_at": created_at,
            "validated": True,
        }

    @cached_property
    def _frames(self) -> tuple[Phrasing, Frames]:
        phrasing = load_phrasing()
        return phrasing, Frames(phrasing, Pools(phrasing))

    def _open(self, domain: str) -> "_Desk":
        file = self.domains[domain]
        compiler = Compiler(file.domain, *self._frames, self.year, self.seed)
        desk = self.desks[domain] = _Desk(file, compiler)
        return desk


class _Desk:
    """A domain, compiled."""

    def __init__(self, file: DomainFile, compiler: Compiler) -> None:
        domain = file.domain
        self.slug, self.digest = domain.slug, file.digest
        self.intents: dict[str, tuple[int, tuple[Compiled, ...]]] = {
            intent: (place, compiler.intent(intent)) for place, intent in enumerate(INTENTS)
        }
        self._policy = marshal.dumps(policy_block(domain).model_dump(mode="json"))

    @property
    def policy(self) -> dict[str, Any]:
        """A fresh copy, so that no trace shares anything with another."""
        return marshal.loads(self._policy)
