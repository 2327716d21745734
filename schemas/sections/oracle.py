"""Parameters of the oracle that asks a model: what is asked, of which model, at what prices.

No stage tracks them: asking costs money and is a command (`python -m stages.oracle`). What a set is
made from, the sealed answers, names them too.
"""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from schemas.oracle_words import PHASES, Phase
from schemas.strict import Strict

Effort = Literal["low", "medium", "high", "xhigh", "max"]
Thinking = Literal["adaptive", "disabled"]

GONE = frozenset({"temperature", "top_p", "top_k"})
"""Arguments of `messages.create` that the SDK no longer has since version 2."""


class PhaseSettings(Strict):
    """How one phase is asked for."""

    model: str = Field(min_length=1)
    """A name that the API knows, with a line in `oracle.models`."""

    max_tokens: int = Field(ge=256, le=128_000)
    """Most tokens of an answer, thinking included; an answer that is cut off is asked for again."""

    effort: Effort | None
    """How much the model puts into an answer; null leaves it to the model."""

    thinking: Thinking | None
    """Whether it thinks before it answers; null leaves it to the model."""

    @model_validator(mode="before")
    @classmethod
    def _no_sampling(cls, values: Any) -> Any:
        if isinstance(values, dict) and (gone := sorted(GONE & values.keys())):
            raise ValueError(
                f"the Anthropic SDK takes no {gone[0]} since version 2; variety comes from the "
                "briefs that requests are asked for with, care from effort"
            )
        return values


class Phases(Strict):
    """The three of them."""

    requests: PhaseSettings
    plan: PhaseSettings
    judgement: PhaseSettings

    def of(self, phase: Phase) -> PhaseSettings:
        """The settings of a phase."""
        settings: PhaseSettings = getattr(self, phase)
        return settings


class Prices(Strict):
    """What a model costs, in US dollars for a million tokens."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cache_write_5m: float = Field(ge=0)
    cache_write_1h: float = Field(ge=0)
    cache_read: float = Field(ge=0)

    batch: float = Field(gt=0, le=1)
    """Factor for requests that go in batches."""

    cache_minimum: int = Field(ge=0)
    """Tokens that a prefix needs: the API keeps no shorter one, and does not say so."""


class OracleParams(Strict):
    """Section `oracle`."""

    requests_per_call: int = Field(ge=1, le=50)
    """Requests that one call asks for."""

    attempts: int = Field(ge=1, le=10)
    """Candidates for one trace, each with a new request, before it counts as not to be had."""

    corrections: int = Field(ge=0, le=5)
    """How often a model is told what was wrong with its answer and asked again."""

    phases: Phases
    models: dict[str, Prices] = Field(min_length=1)

    @model_validator(mode="after")
    def _priced(self) -> Self:
        for phase in PHASES:
            model = self.phases.of(phase).model
            if model not in self.models:
                raise ValueError(
                    f"phases.{phase}.model: no prices for {model!r}; add it to oracle.models"
                )
        return self
