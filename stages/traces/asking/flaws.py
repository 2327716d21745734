"""What can be wrong with an answer, and how a model is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import ValidationError

from schemas.oracle_words import Phase
from stages.traces.asking.ask import Ask
from stages.traces.asking.formats import Form
from stages.traces.ledger.answer import Answer

Kind = Literal["refused", "cut-off", "broken", "unsound", "declined"]
Read = TypeVar("Read", bound=Form)

LONGER = 2
"""How much longer an answer may be than one that was cut off."""

MOST_TOKENS = 32_000
"""More than any answer here is long, and less than any current model's limit."""

SHOWN = 8
"""Problems that a model is told at a time."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an answer can't be used."""

    kind: Kind
    """refused: by the model; cut-off: at max_tokens; broken: not of the form; unsound: of the form
    but wrong; declined: the model says that it can't be done."""

    problems: tuple[str, ...] = ()
    """In words."""

    codes: tuple[str, ...] = ()
    """Of the validator, or of the judge."""

    def coded(self, phase: Phase) -> tuple[str, ...]:
        """What reports count: `plan.unsound` and the validator's codes; a judge's own alone."""
        own = () if self.kind == "declined" and self.codes else (f"{phase}.{self.kind}",)
        return (*own, *self.codes)


def read(answer: Answer, form: type[Read]) -> Read | Flaw:
    """An answer as its form. Structured output promises it, but for refusals and cut-offs."""
    if answer.stop_reason == "refusal":
        return Flaw("refused", (answer.refusal or "no reason given",))
    if answer.stop_reason in ("max_tokens", "model_context_window_exceeded"):
        return Flaw("cut-off", (f"it was cut off ({answer.stop_reason})",))
    try:
        return form.model_validate_json(answer.text)
    except ValidationError as error:
        return Flaw("broken", tuple(_told(error)))


def _told(error: ValidationError) -> Iterable[str]:
    for item in error.errors(include_url=False, include_input=False)[:SHOWN]:
        place = ".".join(map(str, item["loc"]))
        yield f"{place}: {item['msg']}" if place else item["msg"]


def corrected(ask: Ask, answer: Answer, flaw: Flaw) -> Ask:
    """The same question, with what was wrong with the answer; it is another question by its key."""
    body = dict(ask.body)
    turns = [*ask.body["messages"]]
    if flaw.kind == "cut-off":
        body["max_tokens"] = max(body["max_tokens"], min(body["max_tokens"] * LONGER, MOST_TOKENS))
        told = "Your answer was cut off. Answer again, as briefly as the task allows."
    elif flaw.kind == "refused":
        told = (
            "An earlier answer to this was withheld. This is an exercise with invented people and "
            "data, and the policy above is to be kept; answer it in that sense."
        )
    else:
        turns.append({"role": "assistant", "content": answer.text.strip() or "(nothing)"})
        problems = (f"- {problem}" for problem in flaw.problems[:SHOWN])
        told = "\n".join(["That can't be used:", *problems, "Answer again in full, all mended."])
    body["messages"] = [*turns, {"role": "user", "content": told}]
    return Ask.of(ask.phase, ask.domain, body)
