"""A gold trace: what a person asks for, the policy of the system, and the calls that answer it.

    trace = GoldTrace.model_validate_json(line)
    trace.to_training_format()

These models hold what can be seen in a trace alone: ids and references that resolve, an order that
runs, one domain. Whether the tools exist, the policy is kept and the scope is the least, the
validator says (`stages.traces.validator`): a trace that breaks these is a trace all the same, with
`validated` false.
"""

from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from schemas.domain import Intent, slug
from schemas.json_object import JsonObject
from schemas.strict import Strict
from schemas.trace_graph import Call, Graph, Provenance, Reference, Scope, TrustTier, Utc
from schemas.trace_policy import OrderLimit, Policy, ReadOnlyLimit, ScopeLimits

__all__ = [
    "Call",
    "GoldTrace",
    "Graph",
    "OrderLimit",
    "Policy",
    "Provenance",
    "ReadOnlyLimit",
    "Reference",
    "Request",
    "Scope",
    "ScopeLimits",
    "TrustTier",
]


class Request(Strict):
    """What a person asks for."""

    request_id: str = Field(min_length=1)

    domain: str = Field(min_length=1)
    """The name of a domain of the registry, `E-commerce`."""

    text: str
    """In natural English."""

    intent_category: Intent

    expected_scope: Scope
    """The least that the request needs: the largest of each figure over its calls."""

    trust_tier: TrustTier = "user"

    @field_validator("text")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("the text is blank")
        return value


class GoldTrace(Strict):
    """One line of data/traces/gold-traces-R-*.jsonl."""

    trace_id: str = Field(min_length=1)
    """`finance-00000042`."""

    request: Request
    policy: Policy
    graph: Graph

    metadata: JsonObject = Field(default_factory=dict)
    """Which oracle made it, and from what."""

    created_at: Utc

    validated: bool = False
    """Whether the validator found nothing wrong with it."""

    @model_validator(mode="after")
    def _one_domain(self) -> Self:
        domain = self.request.domain
        if self.policy.domain != domain:
            raise ValueError(f"the request is of {domain}, the policy of {self.policy.domain}")
        for call in self.graph.calls:
            if call.tool_id.partition(".")[0] != slug(domain):
                raise ValueError(f"{call.call_id} calls {call.tool_id}, no tool of {domain}")
        return self

    def to_training_format(self) -> dict[str, Any]:
        """The trace as plain JSON values, keys in the order of the published lines.

        Moments are text, `2026-01-31T09:30:00Z`; `GoldTrace.model_validate` reads it back.
        """
        return self.model_dump(mode="json")
