"""Compile the asks of a scenario, and its further wishes."""

import math
from collections.abc import Mapping
from typing import get_args

from schemas.domain import SPAN, Domain, Scenario, Tail
from schemas.phrasing import Phrasing, Style
from stages.traces.oracle.compiled import Ask, Body, Joint, Opener, Wish
from stages.traces.oracle.forms import Order, form, uncapital
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.manners import Manner, manners
from stages.traces.oracle.sampler import Sampler
from stages.traces.oracle.slots import Slots
from stages.traces.oracle.spans import adjectives
from stages.traces.oracle.swaps import Swaps
from stages.traces.oracle.variants import Head, Text, heads, texts
from stages.traces.oracle.wording import PRONOUN, Reader, Wording

TELLING = 500
"""How many values of a slot count as variety: each is a word of many, whatever there is of it."""


class AskCompiler:
    """Compiles the sentences of one domain."""

    def __init__(self, domain: Domain, phrasing: Phrasing, frames: Frames, slots: Slots) -> None:
        self.domain, self.phrasing, self.frames, self.slots = domain, phrasing, frames, slots
        self.reader, self.swaps = Reader(domain, phrasing), Swaps(phrasing.swaps)
        self.joints = {kind: tuple(map(_joint, lines)) for kind, lines in phrasing.joins.items()}

    def ask(self, text: str, scenario: Scenario, visits: float) -> Ask:
        """An ask of a scenario, drawn `visits` times in the largest set."""
        wording = self.reader.read(text, scenario)
        wordings = texts(text, self.reader, self.swaps)
        spoken = manners(wording.style, self.reader.american)
        samplers = self._samplers(scenario.slots, spoken[0], text)
        values = math.prod(min(sampler.size, TELLING) for sampler in samplers)
        room = values * len(wordings) / visits
        movable = all(one.within is not None for one in wordings)
        order = self._order(scenario.slots)
        return Ask(
            tuple(_body(one, order, wording.style == "terse") for one in wordings),
            tuple(
                self._opener(head, wording, movable, room)
                for head in heads(text, wording, self.phrasing)
            ),
            tuple((manner, self._samplers(scenario.slots, manner, text)) for manner in spoken),
        )

    def wish(self, tail: Tail, scenario: Scenario) -> Wish:
        """A further wish."""
        order, asks = self._order(scenario.slots | tail.slots), [_plain(x) for x in tail.asks]
        own = {name: kind for name, kind in tail.slots.items() if name not in scenario.slots}
        spoken = [m for style in get_args(Style) for m in manners(style, self.reader.american)]
        said = " ".join(tail.asks)
        return Wish(
            tuple(
                (form(ask, order, begins=False, terse=False), self.reader.opening(ask) != "command")
                for ask in asks
            ),
            {manner: self._samplers(own, manner, said) for manner in spoken},
        )

    def _opener(self, head: Head, wording: Wording, movable: bool, room: float) -> Opener:
        end = head.end or "."
        return Opener(
            begun=head.before,
            within=head.before if PRONOUN.match(head.before) else uncapital(head.before),
            end=head.end,
            joints=self.joints[head.join],
            adverb_joints=tuple(
                Joint(end + joint.before, joint.after if head.end else "")
                for joint in self.joints["adverb"]
            ),
            frames=self.frames.table(wording.style, wording.features, movable, room),
        )

    def _order(self, slots: Mapping[str, str]) -> Order:
        return Order(
            places={name: place for place, name in enumerate(slots)},
            prose=frozenset(name for name, kind in slots.items() if self.slots.prose(kind)),
            spans=frozenset(name for name, kind in slots.items() if SPAN.match(kind)),
        )

    def _samplers(self, slots: Mapping[str, str], manner: Manner, text: str) -> tuple[Sampler, ...]:
        allowed = adjectives(text)
        return tuple(self.slots.sampler(kind, manner, allowed) for kind in slots.values())


def _plain(wish: str) -> str:
    """Without the word that a joint brings along."""
    return wish.removeprefix("then ").removeprefix("also ")


def _body(text: Text, order: Order, terse: bool) -> Body:
    within = text.begun if text.within is None else text.within
    return Body(
        form(text.begun, order, begins=not terse, terse=terse),
        form(within, order, begins=False, terse=terse),
    )


def _joint(line: str) -> Joint:
    before, _, after = line.partition("{tail}")
    return Joint(before, after)
