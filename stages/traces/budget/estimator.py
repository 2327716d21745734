"""What a question will cost, as far as can be known before it is answered."""

from collections.abc import Iterable, Mapping

from schemas.oracle_words import Phase, Transport
from schemas.sections.oracle import Prices
from stages.traces.asking.ask import Ask
from stages.traces.budget.prices import cost
from stages.traces.ledger.accounts import Paid
from stages.traces.ledger.answer import Answer, Usage

CHARS_A_TOKEN = 3.5
"""Anthropic's rule of thumb for English text; names and JSON take more tokens, so not above."""

OUTPUT: Mapping[Phase, int] = {"requests": 1_200, "plan": 700, "judgement": 300}
"""Tokens of an answer, thinking included, of which nothing is known yet. Guesses, on the high side;
they serve until ENOUGH answers of a phase are there."""

ENOUGH = 20


class Estimator:
    """Learns from the answers of a ledger, by phase and model."""

    def __init__(
        self, models: Mapping[str, Prices], transport: Transport, paid: Iterable[Paid]
    ) -> None:
        self._models, self._transport = models, transport
        self._seen: dict[tuple[str, str], tuple[int, int]] = {}
        self._warm: set[tuple[str, str, str]] = set()
        """Phases, domains and models whose common prefix the API has in its cache by now."""

        for one in paid:
            if one.model in models:
                self._note(one.phase, one.model, one.answers, one.usage.output)

    def learn(self, answer: Answer) -> float:
        """Take an answer into account; returns what it cost, in US dollars."""
        self._note(answer.phase, answer.model, 1, answer.usage.output)
        self._warm.add((answer.phase, answer.domain, answer.model))
        return cost(answer.usage, self._models[answer.model], answer.transport)

    def estimate(self, ask: Ask) -> float:
        """US dollars."""
        return cost(self.usage(ask), self._models[ask.body["model"]], self._transport)

    def usage(self, ask: Ask) -> Usage:
        """Tokens that a question will take.

        The common prefix, if it is long enough for the API's cache, is written to it until an
        answer of its kind has come, and read from it then.
        """
        model = ask.body["model"]
        prefix = tokens(block["text"] for block in ask.body["system"])
        task = tokens(message["content"] for message in ask.body["messages"])
        output = self._output(ask.phase, model)
        if prefix < self._models[model].cache_minimum:
            return Usage(prefix + task, 0, 0, 0, output)
        if (ask.phase, ask.domain, model) in self._warm:
            return Usage(task, 0, 0, prefix, output)
        hour = prefix if self._transport == "batches" else 0
        return Usage(task, prefix - hour, hour, 0, output)

    def warm(self, ask: Ask) -> None:
        """Suppose that the prefix of a question is in the cache from now on."""
        self._warm.add((ask.phase, ask.domain, ask.body["model"]))

    def _output(self, phase: Phase, model: str) -> int:
        answers, output = self._seen.get((phase, model), (0, 0))
        return output // answers if answers >= ENOUGH else OUTPUT[phase]

    def _note(self, phase: str, model: str, answers: int, output: int) -> None:
        before = self._seen.get((phase, model), (0, 0))
        self._seen[phase, model] = (before[0] + answers, before[1] + output)


def tokens(texts: Iterable[str]) -> int:
    """Of texts, about."""
    return int(sum(map(len, texts)) / CHARS_A_TOKEN) + 1
