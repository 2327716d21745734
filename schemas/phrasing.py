"""How people put a request, whatever the domain: the model of schemas/phrasing.yaml.

The words of a domain stand in its own file; here is what goes around them (greetings, reasons,
deadlines, closings), how a further wish is joined, and which phrases may stand for one another.
"""

import re
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.strict import Strict

Style = Literal["terse", "formal", "plain"]
"""Register of a sentence: a note without a full stop, officialese, or everything else."""

Feature = Literal[
    "bare", "untimed", "open", "flat", "request", "claim", "report", "answers", "acts", "free"
]
"""What a line may rely on. bare: the ask gives no circumstances of its own; untimed: nor a time;
open: nor a limit or a wish to be told; flat: no colon; request: it begins with an imperative or
`could you`; claim: it is no question for facts; report: something is looked up, analysed or
exported; answers: nothing is changed; acts: something is; free: no other part gives a deadline."""

Join = Literal["command", "modal", "question", "statement", "formal", "terse", "adverb"]
"""The sentence that a further wish follows; adverb: the wish itself begins with an adverbial."""

FILLER = re.compile(r"\{([a-z_]+)\}")


class Lines(Strict):
    """Lines that fit where the ask has all of some features."""

    needs: tuple[Feature, ...] = ()
    lines: tuple[str, ...] = Field(min_length=1)
    """As inside a sentence (lower case), without final punctuation; `{word}` is filled in."""


class Part(Strict):
    """Something that stands before or after the ask."""

    form: Literal["lead", "label", "sentence", "signature"]
    """lead: `for the review, `; label: `urgent: `; the others stand alone."""

    deadline: bool = False
    """Whether it says by when; lines that name another time need `free`."""

    groups: tuple[Lines, ...] = Field(min_length=1)


class Shape(Strict):
    """Which parts stand around the ask, and how often."""

    before: tuple[str, ...] = Field(default=(), max_length=2)
    after: tuple[str, ...] = Field(default=(), max_length=2)
    weight: int = Field(ge=1)


class Swap(Strict):
    """Phrases that mean the same."""

    find: str
    """A regular expression; it is looked for in the ask, slots still in braces."""

    by: tuple[str, ...] = Field(min_length=1)
    """What may stand in its place; what was found stays possible."""


class Cues(Strict):
    """Regular expressions, upper and lower case alike, that tell what an ask already says."""

    formal: str
    context: str
    time: str
    limit: str
    american: str
    """Spellings by which a domain's file is known to be American."""


class People(Strict):
    """Names of persons, combined freely, and the hosts of their addresses."""

    first: tuple[str, ...] = Field(min_length=50)
    last: tuple[str, ...] = Field(min_length=50)
    hosts: tuple[str, ...] = Field(min_length=5)


class Phrasing(Strict):
    """The whole file."""

    words: dict[str, tuple[str, ...]]
    """By name, what may stand for `{name}` in a line; may hold further ones."""

    parts: dict[str, Part]
    shapes: dict[Style, tuple[Shape, ...]]
    heads: dict[Style, tuple[str, ...]]
    """Other ways to begin a command: `Could you {ask}?`."""

    joins: dict[Join, tuple[str, ...]]
    """By the sentence they follow: `, and {tail}.`, its end included; adverb: after its end."""

    swaps: tuple[Swap, ...]
    verbs: tuple[str, ...]
    """By these a command is known."""

    cues: Cues
    people: People

    @model_validator(mode="after")
    def _known(self) -> Self:
        for line in self._lines():
            for word in FILLER.findall(line):
                if word not in self.words:
                    raise ValueError(f"{line!r}: no words {word!r}")
        for shape in (shape for shapes in self.shapes.values() for shape in shapes):
            for part in (*shape.before, *shape.after):
                if part not in self.parts:
                    raise ValueError(f"shapes: no part {part!r}")
        return self

    def _lines(self) -> list[str]:
        parts = [x for part in self.parts.values() for group in part.groups for x in group.lines]
        return parts + [line for lines in self.words.values() for line in lines]
