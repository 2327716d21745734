"""Parameters of the stage sample."""

import math
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.sections.flows import FlowParams
from schemas.strict import Strict


class SplitParams(Strict):
    """How rows are divided among train, dev and test."""

    strategy: Literal["stratified", "by_scenario"]
    """stratified: same mix of families everywhere; by_scenario: no capture in two splits."""

    train: float = Field(gt=0, lt=1)
    dev: float = Field(gt=0, lt=1)
    test: float = Field(gt=0, lt=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.train + self.dev + self.test
        if not math.isclose(total, 1.0, abs_tol=1e-9):
            raise ValueError(f"train + dev + test must be 1, not {total:g}")
        return self


class SampleParams(FlowParams):
    """Section `sample`."""

    split: SplitParams
