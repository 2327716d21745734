"""The form of each phase's answer, as the API's structured output enforces it.

Flat, for the API takes no recursion, and without bounds, which it takes neither; what is read is
checked by the validator. The descriptions are read by the model.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

FindingKind = Literal["policy", "order", "scope", "value", "unserved", "excess", "unnatural"]


class Form(BaseModel):
    """An answer, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class WrittenRequest(Form):
    """A request."""

    number: int
    """The number of the brief."""

    text: str
    """The request, in the words of the person."""


class WrittenRequests(Form):
    """Requests."""

    requests: list[WrittenRequest]


Scalar = str | int | float | bool


class PlannedArgument(Form):
    """An argument."""

    name: str
    """The parameter."""

    value: Scalar | list[str | int | float]
    """A value that the request names, or a result of an earlier call: $call_1[].field"""


class PlannedCall(Form):
    """A call."""

    tool: str
    """The id of the tool."""

    arguments: list[PlannedArgument]

    after: list[str]
    """Calls that must come first, call_1 and so on."""

    quote: str
    """The words of the request that ask for the call; empty if only the policy demands it."""


class PlannedCalls(Form):
    """A plan."""

    calls: list[PlannedCall]
    """In the order in which they run; the first one is call_1."""


class Finding(Form):
    """Something that is wrong."""

    kind: FindingKind

    where: str
    """The call, or the words of the request."""

    why: str
    """In one sentence."""


class Judgement(Form):
    """A verdict."""

    verdict: Literal["accept", "reject"]

    findings: list[Finding]
    """Empty for what is accepted."""
