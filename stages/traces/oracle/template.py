"""Traces from templates: no model, no network, the same bytes everywhere."""

import marshal
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from schemas.domain import INTENTS
from schemas.phrasing import Phrasing
from stages.traces.oracle.compiled import Compiled
from stages.traces.oracle.draws import words
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import Year
from stages.traces.oracle.phrasing import load_phrasing
from stages.traces.oracle.pools import Pools
from stages.traces.oracle.scenarios import Compiler
from stages.traces.oracle.telling import tell
from stages.traces.registry.load import DomainFile
from stages.traces.registry.policy_block import policy_block

CHOICE, MOMENT = 0, 2
"""Which random word decides the scenario and the ask, and which the moment."""


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
        """A trace in training format; `index` tells it from the others of its domain.

        Raises KeyError for a domain or an intent that there is not.
        """
        desk = self.desks.get(domain) or self._open(domain)
        key, scenarios = desk.intents[intent]
        drawn = words(key, index)

        choice = drawn[CHOICE]
        scenario = scenarios[(choice & 0xFFFF) % len(scenarios)]
        outcome = scenario.outcomes[(choice >> 16 & 0xFFFF) % len(scenario.outcomes)]
        ask = scenario.asks[(choice >> 32) % len(scenario.asks)]()
        day, created_at = self.year.moment(drawn[MOMENT], outcome.hours)
        told = tell(ask, outcome, drawn, day)

        plan, trace_id = outcome.plan, f"{desk.slug}-{index:08d}"
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
        compiler = Compiler(file.domain, *self._frames, self.year)
        desk = self.desks[domain] = _Desk(file, compiler, self.seed)
        return desk


class _Desk:
    """A domain, compiled."""

    def __init__(self, file: DomainFile, compiler: Compiler, seed: int) -> None:
        domain = file.domain
        self.slug, self.digest = domain.slug, file.digest
        self.intents: dict[str, tuple[bytes, tuple[Compiled, ...]]] = {
            intent: (f"{seed}|{domain.slug}|{intent}|".encode(), compiler.intent(intent))
            for intent in INTENTS
        }
        self._policy = marshal.dumps(policy_block(domain).model_dump(mode="json"))

    @property
    def policy(self) -> dict[str, Any]:
        """A fresh copy, so that no trace shares anything with another."""
        return marshal.loads(self._policy)
