"""Compile the scenarios of a domain."""

from collections.abc import Mapping
from functools import cache, partial

from schemas.domain import COUNT, SPAN, Domain, Intent, Scenario
from schemas.phrasing import Phrasing
from stages.common.errors import PipelineError
from stages.traces.oracle.asks import AskCompiler
from stages.traces.oracle.compiled import Outcome
from stages.traces.oracle.draws import WORDS, number
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import Year, open_hours
from stages.traces.oracle.plans import changes, compile_plan
from stages.traces.oracle.slots import Slots
from stages.traces.oracle.telling import SLOTS
from stages.traces.oracle.turns import Compiled, taking_turns

MOST_SLOTS = WORDS - SLOTS
VISITS = 80_000 / 6
"""How often an intent of a domain is drawn in the largest set: four million, fifty domains."""

WITHOUT_WISH = 2
"""How much more often a scenario is drawn without its further wishes than with one."""


class Compiler:
    """Compiles one domain."""

    def __init__(
        self, domain: Domain, phrasing: Phrasing, frames: Frames, year: Year, seed: int
    ) -> None:
        self.domain, self.seed = domain, seed
        self.asks = AskCompiler(domain, phrasing, frames, Slots(domain, phrasing.people, year))
        self.hours = {False: open_hours(), True: open_hours(domain.policy.read_only)}

    def intent(self, intent: Intent) -> tuple[Compiled, ...]:
        """The scenarios of an intent, in the order of the file from a random one on."""
        found = {n: s for n, s in self.domain.scenarios.items() if s.intent == intent}
        names = list(found)
        first = number(f"{self.seed}|{self.domain.slug}|{intent}|".encode()) % len(names)
        return tuple(
            self._scenario(name, found[name], VISITS / len(found))
            for name in names[first:] + names[:first]
        )

    def _scenario(self, name: str, scenario: Scenario, visits: float) -> Compiled:
        plain = self._outcome(scenario, None)
        wishes = [self._outcome(scenario, number) for number in range(len(scenario.also))]
        asks = [
            cache(partial(self.asks.ask, text, scenario, visits / len(scenario.asks)))
            for text in scenario.asks
        ]
        outcomes = [*[plain] * (WITHOUT_WISH * len(wishes) or 1), *wishes]
        key = f"{self.seed}|{self.domain.slug}|{name}|".encode()
        return taking_turns(name, asks, outcomes, key)

    def _outcome(self, scenario: Scenario, number: int | None) -> Outcome:
        tail = None if number is None else scenario.also[number]
        slots = scenario.slots | (tail.slots if tail else {})
        wished = tail.calls if tail else {}
        if len(slots) > MOST_SLOTS:
            what = f"a scenario with {len(slots)} slots; the oracle fills {MOST_SLOTS} at most"
            raise PipelineError(what, where=self.domain.domain)
        places = {name: place for place, name in enumerate(slots)}
        return Outcome(
            plan=compile_plan(self.domain, scenario.calls, wished, places),
            wish=self.asks.wish(tail, scenario) if tail else None,
            number=number,
            hours=self.hours[changes(self.domain, scenario.calls | wished)],
            peers=_peers(slots),
        )


def _peers(slots: Mapping[str, str]) -> tuple[tuple[int, ...], ...]:
    """The earlier slots of the same kind, for each slot; empty if there are none at all."""
    kinds = [_family(kind) for kind in slots.values()]
    peers = tuple(
        tuple(earlier for earlier in range(place) if kinds[earlier] == kind)
        for place, kind in enumerate(kinds)
    )
    return peers if any(peers) else ()


def _family(kind: str) -> str:
    if COUNT.match(kind):
        return "count"
    return "span" if SPAN.match(kind) else kind
