"""A sentence with slots, compiled: `Send {customer} a {tone} reminder.`"""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from schemas.domain import SLOT

Fix = Callable[[str], str]

ARTICLE = re.compile(r"\b([Aa])n? $")
ARTICLES = ("a ", "an ", "A ", "An ")
VOWEL_SOUND = re.compile(
    r"(hour|[aeioAEIO](?!ne[ -]|uro)|u(?!ni|s[eu]|ti)|8|1[18](?!\d)|[FHLMNRSX](?![AEIOU])[A-Z])"
)
QUOTES = "'\"\u201c\u2018"
BREAK = re.compile(r"(^|[,;:/(+] ?)$")
ENDS = (" ", *QUOTES)
SENTENCE_END = re.compile(rf"[.?!] [{QUOTES}]?$")


class Form(NamedTuple):
    """Fills itself with the texts of all slots of a request, which stand in a fixed order."""

    template: str
    """For the operator %."""

    pick: Callable[[Sequence[str]], Any]
    fixes: tuple[tuple[int, Fix], ...]
    """By place in the template, what is done to a text that stands there."""

    def fill(self, texts: Sequence[str]) -> str:
        """The sentence."""
        if not self.fixes:
            return self.template % self.pick(texts)
        picked = self.pick(texts)
        picked = list(picked) if isinstance(picked, tuple) else [picked]
        for place, fix in self.fixes:
            picked[place] = fix(picked[place])
        return self.template % tuple(picked)


class Order(NamedTuple):
    """The slots of a request."""

    places: Mapping[str, int]
    """By name, which text is whose."""

    prose: frozenset[str]
    """Those whose values are words, not identifiers: they get a capital where a sentence begins."""

    spans: frozenset[str]
    """Those that are spans of time."""


def form(text: str, order: Order, begins: bool, terse: bool) -> Form:
    """Compile a sentence.

    `begins` says that nothing stands before it, `terse` that it is a note, which may leave out the
    article of a span: `overdue, last 30 days`.
    """
    pieces = SLOT.split(text)
    literals, names = pieces[::2], pieces[1::2]
    fixes = []
    for place, (before, name) in enumerate(zip(literals, names, strict=False)):
        if before.endswith(ARTICLES) and (article := ARTICLE.search(before)):
            literals[place] = before[: article.start()]
            fixes.append((place, _with_article(article[1])))
        elif name in order.prose and _starts(before, place, begins):
            fixes.append((place, capital))
        elif terse and name in order.spans and BREAK.search(before):
            fixes.append((place, _without_article))
    template = "%s".join(literal.replace("%", "%%") for literal in literals)
    return Form(template, _picker([order.places[name] for name in names]), tuple(fixes))


def capital(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Without a capital."""
    return text[:1].lower() + text[1:]


def _starts(before: str, place: int, begins: bool) -> bool:
    first = begins and place == 0 and not before.strip(QUOTES)
    return first or (before.endswith(ENDS) and SENTENCE_END.search(before) is not None)


def _without_article(text: str) -> str:
    return text.removeprefix("the ")


def _with_article(letter: str) -> Fix:
    return lambda text: f"{letter}{'n' if VOWEL_SOUND.match(text) else ''} {text}"


def _picker(places: list[int]) -> Callable[[Sequence[str]], Any]:
    if not places:
        return lambda texts: ()
    return itemgetter(*places)
