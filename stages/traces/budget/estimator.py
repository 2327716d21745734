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
        for one in paid:
            if one.model in models:
                self._note(one.phase, one.model, one.answers, one.usage.output)

    def learn(self, answer: Answer) -> float:
        """Take an answer into account; returns what it cost, in US dollars."""
        self._note(answer.phase, answer.model, 1, answer.usage.output)
        return cost(answer.usage, self._models[answer.model], answer.transport)

    def estimate(self, ask: Ask) -> float:
        """US dollars, taking the common prefix as cached if it is long enough to be."""
        return cost(self.usage(ask), self._models[ask.body["model"]], self._transport)

    def usage(self, ask: Ask) -> Usage:
        """Tokens that a question will take."""
        model = ask.body["model"]
        prefix = tokens(block["text"] for block in ask.body["system"])
        task = tokens(message["content"] for message in ask.body["messages"])
        output = self._output(ask.phase, model)
        if prefix < self._models[model].cache_minimum:
            return Usage(prefix + task, 0, 0, 0, output)
        return Usage(task, 0, 0, prefix, output)

    def _output(self, phase: Phase, model: str) -> int:
        answers, output = self._seen.get((phase, model), (0, 0))
        return output // answers if answers >= ENOUGH else OUTPUT[phase]

    def _note(self, phase: str, model: str, answers: int, output: int) -> None:
        before = self._seen.get((phase, model), (0, 0))
        self._seen[phase, model] = (before[0] + answers, before[1] + output)


def tokens(texts: Iterable[str]) -> int:
    """Of texts, about."""
    return int(sum(map(len, texts)) / CHARS_A_TOKEN) + 1
