"""One phase: a question, and what is made of its answer after so many corrections at most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stages.traces.asking.ask import Ask
from stages.traces.asking.flaws import Flaw, corrected, read
from stages.traces.asking.formats import Form
from stages.traces.phases.asker import Answers

Read = TypeVar("Read", bound=Form)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reply(Generic[Made]):
    """What came of a question."""

    made: Made | Flaw
    """A flaw where even the last correction did not help."""

    keys: tuple[str, ...]
    """Of all questions, the corrections included."""

    model: str
    """That answered last, as the API names it."""


async def reply(
    answers: Answers,
    ask: Ask,
    form: type[Read],
    make: Callable[[Read], Made | Flaw],
    corrections: int,
) -> Reply[Made]:
    """Ask, and ask again with what was wrong.

    `make` turns an answer of the right form into what it is for, or says why it can't be. A model
    that declines is not talked out of it.
    """
    keys: list[str] = []
    while True:
        answer = await answers.answer(ask)
        keys.append(ask.key)
        found = read(answer, form)
        made = found if isinstance(found, Flaw) else make(found)
        enough = len(keys) > corrections
        if not isinstance(made, Flaw) or made.kind == "declined" or enough:
            return Reply(made, tuple(keys), answer.served)
        ask = corrected(ask, answer, made)
