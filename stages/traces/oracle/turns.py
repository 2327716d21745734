"""Pairs of an ask and an outcome take turns; each visit of a pair gets a request of its own."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from stages.traces.oracle.compiled import Ask, Outcome
from stages.traces.oracle.cycles import Cycle, cycle
from stages.traces.oracle.digits import split, telling
from stages.traces.oracle.draws import number
from stages.traces.oracle.sampler import Sampler

SPARES = 4
"""Requests for each visit where slots of one kind may clash: the first without a clash is taken."""


class Turn(NamedTuple):
    """An ask with an outcome."""

    ask: Ask
    outcome: Outcome
    key: bytes
    """Of the random words for its requests."""

    samplers: tuple[tuple[Sampler, ...], ...]
    """Of all slots, for each of the ask's manners."""

    told: Sequence[int]
    """Sizes of the first slots: with the wording, their values tell the requests of a lap apart."""

    rest: Sequence[int]
    """Sizes of the other slots; none as a rule."""

    requests: Cycle
    """As many as wordings and values of those slots make."""

    share: int
    """How many turns of the scenario are like this one."""

    rank: int
    """Which of them it is."""

    def at(self, visit: int) -> tuple[int, int]:
        """For each visit another pair of a lap and the number of a request."""
        step = visit * self.share + self.rank
        if not self.outcome.peers:
            return self.requests.at(step)
        for spare in range(SPARES):
            found = self.requests.at(step * SPARES + spare)
            if not self._clash(found[1]):
                break
        return found

    def _clash(self, request: int) -> bool:
        """Whether two slots of one kind would have the same value."""
        digits, _ = split(request, self.told)
        values = [s.draw(digit, 0, 0)[0] for s, digit in zip(self.samplers[0], digits, strict=True)]
        return any(
            value in [values[peer] for peer in peers]
            for value, peers in zip(values, self.outcome.peers, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Compiled:
    """A scenario."""

    name: str
    order: Sequence[int]
    """Numbers of turns, each once."""

    turn: Callable[[int], Turn]
    """By number; compiled at the first call, as a small set needs few of them."""

    def at(self, visit: int) -> tuple[Turn, int, int]:
        """The turn of a visit, and which lap and request of the turn."""
        earlier, place = divmod(visit, len(self.order))
        turn = self.turn(self.order[place])
        return turn, *turn.at(earlier)


def taking_turns(
    name: str, asks: Sequence[Callable[[], Ask]], outcomes: Sequence[Outcome], key: bytes
) -> Compiled:
    """A scenario whose turns are all pairs, in an order that follows from the key."""
    wishes = [outcome.number for outcome in outcomes]

    def turn(place: int) -> Turn:
        which, said = divmod(place, len(asks))
        wish = wishes[which]
        own = f"{said}|{wish}|".encode()
        share, rank = wishes.count(wish), wishes[:which].count(wish)
        return _turn(asks[said](), outcomes[which], key + own, share, rank)

    every = range(len(asks) * len(outcomes))
    return Compiled(name, sorted(every, key=lambda n: number(b"%b%d" % (key, n))), cache(turn))


def _turn(ask: Ask, outcome: Outcome, key: bytes, share: int, rank: int) -> Turn:
    wish = outcome.wish
    samplers = tuple(own + (wish.samplers[manner] if wish else ()) for manner, own in ask.spoken)
    sizes = [sampler.size for sampler in samplers[0]]
    told = sizes if outcome.peers else telling(sizes)
    requests = cycle(math.prod(told) * len(ask.bodies), number(key))
    return Turn(ask, outcome, key, samplers, told, sizes[len(told) :], requests, share, rank)
