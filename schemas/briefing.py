"""The part of a domain file that is for the oracle that asks a model."""

from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.domain_words import Reason, Value, distinct
from schemas.strict import Strict


class Briefing(Strict):
    """What a model is told of a desk, beside its tools and its policy."""

    people: Annotated[tuple[Value, ...], Field(min_length=6), AfterValidator(distinct)]
    """Who writes: `a paralegal who covers for the contracts manager`."""

    situations: Annotated[tuple[Value, ...], Field(min_length=8), AfterValidator(distinct)]
    """Why they write: `outside counsel wants the file before a deposition`."""

    advice: Annotated[tuple[Reason, ...], Field(min_length=2, max_length=6)]
    """What whoever plans calls here has to mind, a sentence each."""
