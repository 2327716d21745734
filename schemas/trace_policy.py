"""The policy as a trace carries it: in words, and as limits that a machine enforces."""

from typing import Self

from pydantic import Field, model_validator

from schemas.domain import Day, Sensitivity
from schemas.strict import Strict


class OrderLimit(Strict):
    """`then` may only be called after `first`, in the same graph."""

    first: str = Field(min_length=1)
    then: str = Field(min_length=1)


class ReadOnlyLimit(Strict):
    """Hours of some days, UTC, in which nothing may be changed: from_hour <= hour < to_hour."""

    days: tuple[Day, ...] = Field(min_length=1)
    from_hour: int = Field(ge=0, le=23)
    to_hour: int = Field(ge=1, le=24)

    @model_validator(mode="after")
    def _hours(self) -> Self:
        if self.from_hour >= self.to_hour:
            raise ValueError("from_hour is not before to_hour")
        return self


class ScopeLimits(Strict):
    """Hard limits of every call."""

    max_results: int = Field(ge=1)
    """The larger of max_rows and max_export_rows, for readers that know one limit only."""

    max_rows: int = Field(ge=1)
    """Most rows of a call whose tool does not export."""

    max_export_rows: int = Field(ge=1)
    """Most rows of a call whose tool exports."""

    max_days: int = Field(ge=1)
    """Longest span of time of a call."""

    export_targets: tuple[str, ...]
    """Where data may be written to."""

    sensitivity_ceiling: Sensitivity
    """Most sensitive tier that a call may touch."""

    order: tuple[OrderLimit, ...]
    read_only: tuple[ReadOnlyLimit, ...]

    @model_validator(mode="after")
    def _largest(self) -> Self:
        if self.max_results != max(self.max_rows, self.max_export_rows):
            raise ValueError("max_results is not the larger of max_rows and max_export_rows")
        return self


class Policy(Strict):
    """What the system allows in a domain."""

    policy_id: str = Field(min_length=1)
    """`finance-policy-v1`."""

    domain: str = Field(min_length=1)
    description: str = Field(min_length=1)
    rules: tuple[str, ...] = Field(min_length=1)
    """What the limits say, in words."""

    forbidden_operations: tuple[str, ...]
    """Tools that may not be called at all."""

    scope_limits: ScopeLimits
