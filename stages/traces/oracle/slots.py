"""What the slots of a scenario may hold, by kind and by the manner of speaking."""

import re
from functools import cache

from schemas.domain import COUNT, SPAN, Domain
from schemas.phrasing import People
from stages.traces.oracle.manners import Manner
from stages.traces.oracle.moments import AHEAD, CHOICE, Year
from stages.traces.oracle.numerals import amounts, money, round_numbers, spoken
from stages.traces.oracle.patterns import maker, size
from stages.traces.oracle.people import addresses, persons
from stages.traces.oracle.sampler import Sampler, one_of
from stages.traces.oracle.spans import spans

IDENTIFIER = re.compile(r"[_/.:#@\d]|^\S+-\S+$")
"""`fct_orders`, `web-storefront`: lower case belongs to the name."""


class Slots:
    """Makes the samplers of one domain."""

    def __init__(self, domain: Domain, people: People, year: Year) -> None:
        self.domain, self.people, self.year = domain, people, year
        self.sampler = cache(self._sampler)
        self.own, self.counts, self.dates = cache(self._own), cache(_counts), cache(self._dates)

    def prose(self, kind: str) -> bool:
        """Whether values are words, which get a capital where a sentence begins."""
        if kind in self.domain.kinds:
            values = self.domain.kinds[kind].values or ()
            return bool(values) and not any(map(IDENTIFIER.search, values))
        return bool(COUNT.match(kind) or SPAN.match(kind))

    def _sampler(self, kind: str, manner: Manner, adjectives: tuple[str, ...]) -> Sampler:
        """What draws values of a slot's kind.

        `adjectives` are those that a span of time may have.
        """
        if match := COUNT.match(kind):
            return self.counts(int(match[1]), int(match[2]), manner.words)
        if match := SPAN.match(kind):
            return spans(int(match[1]), int(match[2]), manner.words, adjectives)
        return self.dates(manner.day) if kind == "date" else self.own(kind)

    def _dates(self, form: str) -> Sampler:
        table, numbers = self.year.workdays(form), self.year.numbers

        def draw(digit: int, word: int, day: int) -> tuple[str, str]:
            soonest = numbers[day + AHEAD[0]]
            return table[soonest + (digit - soonest) % CHOICE]

        return Sampler(draw, CHOICE)

    def _own(self, name: str) -> Sampler:
        match name:
            case "person":
                return persons(self.people)
            case "email":
                return addresses(self.people)
            case "export_target":
                return one_of([(x, x) for x in self.domain.policy.export_targets])
        kind = self.domain.kinds[name]
        if kind.values:
            return one_of([(value, value) for value in kind.values])
        if kind.integer:
            numbers = round_numbers(*kind.integer, fine=True)
            return one_of([(n, spoken(n, words=False)) for n in numbers])
        if kind.number:
            return one_of([(x, money(x)) for x in amounts(*kind.number)])
        return _identifiers(kind.pattern or "")


def _counts(lowest: int, highest: int, words: bool) -> Sampler:
    return one_of([(n, spoken(n, words)) for n in round_numbers(lowest, highest)])


def _identifiers(pattern: str) -> Sampler:
    make = maker(pattern)

    def draw(digit: int, word: int, day: int) -> tuple[str, str]:
        identifier = make(digit)
        return identifier, identifier

    return Sampler(draw, size(pattern))
