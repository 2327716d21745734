"""What an ask is like, so that nothing is put around it that does not go with it."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from schemas.domain import CHANGING, SLOT, Call, Domain, Intent, Scenario
from schemas.phrasing import Feature, Phrasing, Style

Opening = Literal["command", "modal", "question", "statement"]

SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z{'\"\u201c\u2018])")
MODAL = re.compile(r"(?:could|can|would) (?:you|we)\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z][\w'\u2019-]*")
PRONOUN = re.compile(r"I(?![\w-])")
"""I, I'm, I'd: never in lower case."""

REPORTING: frozenset[Intent] = frozenset({"retrieve", "analyze", "export"})


class Wording(NamedTuple):
    """An ask, seen as a whole."""

    style: Style
    sentences: tuple[str, ...]
    opening: Opening
    """Of the first sentence."""

    last: Opening
    features: frozenset[Feature]


class Reader:
    """Reads the asks of one domain."""

    def __init__(self, domain: Domain, phrasing: Phrasing) -> None:
        self.tools, self.verbs = domain.tools, frozenset(phrasing.verbs)
        cues = phrasing.cues
        self.formal, self.context, self.time, self.limit = (
            re.compile(cue, re.IGNORECASE)
            for cue in (cues.formal, cues.context, cues.time, cues.limit)
        )
        asks = [ask for one in domain.scenarios.values() for ask in one.asks]
        self.common = self.verbs | {w for ask in asks for w in WORD.findall(ask) if w.islower()}
        self.american = bool(re.search(cues.american, " ".join(asks), re.IGNORECASE))

    def read(self, ask: str, scenario: Scenario) -> Wording:
        """An ask of a scenario."""
        sentences = tuple(SENTENCES.split(ask))
        plain = SLOT.sub("", ask)
        opening, changing = self.opening(sentences[0]), self._changing(scenario.calls)
        wished = any(self._changing(tail.calls) for tail in scenario.also)
        tests: dict[Feature, bool] = {
            "bare": len(sentences) == 1 and not self.context.search(plain),
            "untimed": "date" not in scenario.slots.values() and not self.time.search(plain),
            "flat": ":" not in ask,
            "open": not self.limit.search(plain),
            "request": opening in ("command", "modal"),
            "claim": opening != "question",
            "report": scenario.intent in REPORTING,
            "answers": not changing and not wished,
            "acts": changing,
        }
        features = frozenset(feature for feature, holds in tests.items() if holds)
        style = self._style(ask, plain)
        return Wording(style, sentences, opening, self.opening(sentences[-1]), features)

    def opening(self, sentence: str) -> Opening:
        """How a sentence begins."""
        if MODAL.match(sentence):
            return "modal"
        if sentence.endswith("?"):
            return "question"
        first = WORD.match(sentence)
        return "command" if first and first[0].lower() in self.verbs else "statement"

    def within(self, text: str) -> str | None:
        """A text as it is after a comma; None where its first word may be a name."""
        first = WORD.match(text)
        if first is None or PRONOUN.match(text) or text[0].islower():
            return text
        if first[0].lower() in self.common:
            return text[0].lower() + text[1:]
        return None

    def _changing(self, calls: Mapping[str, Call]) -> bool:
        return any(self.tools[call.tool].intent in CHANGING for call in calls.values())

    def _style(self, ask: str, plain: str) -> Style:
        if ask[-1] not in ".?!":
            return "terse"
        return "formal" if self.formal.search(plain) else "plain"
