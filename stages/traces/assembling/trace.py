"""A trace in training format, from a request and the calls that were planned for it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from schemas.domain import Domain
from stages.traces.asking.formats import PlannedCalls
from stages.traces.assembling.calls import calls
from stages.traces.assembling.scope import least
from stages.traces.policy_block import policy_block
from stages.traces.registry.load import DomainFile

ORACLE = "anthropic"


class Written(NamedTuple):
    """A request that a model wrote."""

    number: int
    """Of the trace in the set."""

    intent: str
    text: str

    moment: str
    """ISO 8601, UTC."""


class Assembler:
    """Makes the traces of one domain."""

    def __init__(self, file: DomainFile) -> None:
        self.domain: Domain = file.domain
        self._digest = file.digest
        self._policy = policy_block(file.domain).model_dump(mode="json")

    def trace(
        self, written: Written, plan: PlannedCalls, models: Mapping[Any, str], attempt: int
    ) -> dict[str, Any]:
        """The plan must have calls. Whether the trace is sound, the validator says: see `fill`."""
        trace_id = f"{self.domain.slug}-{written.number:08d}"
        made = calls(self.domain, plan.calls, written.moment)
        return {
            "trace_id": trace_id,
            "request": {
                "request_id": f"{trace_id}-r",
                "domain": self.domain.domain,
                "text": written.text,
                "intent_category": written.intent,
                "expected_scope": least([call["scope"] for call in made]),
                "trust_tier": "user",
            },
            "policy": self._policy,
            "graph": {
                "graph_id": f"{trace_id}-g",
                "calls": made,
                "execution_order": [call["call_id"] for call in made],
            },
            "metadata": {
                "oracle": ORACLE,
                "models": dict(models),
                "attempt": attempt,
                "registry": self._digest,
            },
            "created_at": written.moment,
            "validated": False,
        }
