"""What the slots of a scenario may hold, by kind and by the manner of speaking."""

import re
from collections.abc import Sequence
from functools import cache

from schemas.domain import COUNT, SPAN, Domain
from schemas.phrasing import People
from stages.traces.oracle.manners import Manner
from stages.traces.oracle.moments import AHEAD, Year
from stages.traces.oracle.numerals import amounts, money, round_numbers, spoken
from stages.traces.oracle.patterns import maker, size
from stages.traces.oracle.people import addresses, persons
from stages.traces.oracle.sampler import Sampler, Value, one_of
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

    def _sampler(
        self, kind: str, manner: Manner, adjectives: tuple[str, ...]
    ) -> tuple[Sampler, int]:
        """What draws values of a slot's kind, and how many there are.

        `adjectives` are those that a span of time may have.
        """
        if match := COUNT.match(kind):
            return self.counts(int(match[1]), int(match[2]), manner.words)
        if match := SPAN.match(kind):
            return _table(spans(int(match[1]), int(match[2]), manner.words, adjectives))
        return self.dates(manner.day) if kind == "date" else self.own(kind)

    def _dates(self, form: str) -> tuple[Sampler, int]:
        table = self.year.days(form)
        soonest, choice = AHEAD[0], AHEAD[1] - AHEAD[0]
        return (lambda word, day: table[day + soonest + word % choice]), choice

    def _own(self, name: str) -> tuple[Sampler, int]:
        match name:
            case "person":
                return persons(self.people)
            case "email":
                return addresses(self.people)
            case "export_target":
                return _table([(x, x) for x in self.domain.policy.export_targets])
        kind = self.domain.kinds[name]
        if kind.values:
            return _table([(value, value) for value in kind.values])
        if kind.integer:
            numbers = round_numbers(*kind.integer, fine=True)
            return _table([(n, spoken(n, words=False)) for n in numbers])
        if kind.number:
            return _table([(x, money(x)) for x in amounts(*kind.number)])
        return _identifiers(kind.pattern or "")


def _counts(lowest: int, highest: int, words: bool) -> tuple[Sampler, int]:
    return _table([(n, spoken(n, words)) for n in round_numbers(lowest, highest)])


def _table(table: Sequence[tuple[Value, str]]) -> tuple[Sampler, int]:
    return one_of(table), len(table)


def _identifiers(pattern: str) -> tuple[Sampler, int]:
    make = maker(pattern)

    def sample(word: int, day: int) -> tuple[str, str]:
        identifier = make(word)
        return identifier, identifier

    return sample, size(pattern)
