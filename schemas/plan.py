"""An execution plan with the trust and scope of its calls, and a labelled sample of one.

{"execution_plan": {"nodes": [{"tool_name": "send_email", "arguments": {"to": "a@example.org"},
                               "provenance_tier": 3, "provenance_hash": "9f86d081884c7d65",
                               "scope_volume": 1, "scope_sensitivity": 4, "node_id": "n1"}],
                    "edges": []},
 "label": "harmful", "original_id": "12-1", "category": "Fraud", "metadata": {}}
"""

from graphlib import CycleError, TopologicalSorter
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.json_object import JsonObject
from schemas.strict import Strict

Label = Literal["harmful", "benign", "policy_violation"]

ProvenanceTier = Literal[1, 2, 3]
"""1: the system's own instructions and data; 2: verified partners; 3: untrusted content."""


class ToolCallNode(Strict):
    """One call of a tool."""

    tool_name: str = Field(min_length=1)
    arguments: JsonObject = Field(default_factory=dict)
    provenance_tier: ProvenanceTier = 1

    provenance_hash: str | None = Field(default=None, pattern=r"^[0-9a-f]{16,64}$")
    """SHA-256 of what the call came from, hex, whole or its first digits."""

    scope_volume: int = Field(default=1, ge=1)
    """Rows, records or files that it touches."""

    scope_sensitivity: int = Field(default=1, ge=1, le=5)
    """1 public, 5 critical."""

    node_id: str = Field(min_length=1)


class ExecutionPlan(Strict):
    """Calls and the flow of data between them: a directed acyclic graph."""

    nodes: tuple[ToolCallNode, ...] = Field(min_length=1)
    edges: tuple[tuple[str, str], ...] = ()
    """Pairs of node ids, (from, to), each at most once."""

    @model_validator(mode="after")
    def _graph(self) -> Self:
        ids = {node.node_id for node in self.nodes}
        if len(ids) != len(self.nodes):
            raise ValueError("two nodes have one node_id")
        if len(set(self.edges)) != len(self.edges):
            raise ValueError("an edge is there twice")
        for source, target in self.edges:
            if unknown := {source, target} - ids:
                raise ValueError(f"edge ({source}, {target}): no node {min(unknown)}")
        self._check_cycles()
        return self

    def _check_cycles(self) -> None:
        graph: TopologicalSorter[str] = TopologicalSorter()
        for source, target in self.edges:
            graph.add(target, source)
        try:
            graph.prepare()
        except CycleError as error:
            raise ValueError(f"the edges go round: {' -> '.join(error.args[1])}") from None


class PlanSample(Strict):
    """A plan with what is known of it, as the loaders of external sets yield it."""

    execution_plan: ExecutionPlan
    label: Label

    original_id: str = Field(min_length=1)
    """Its id in the set that it comes from."""

    category: str | None = None
    metadata: JsonObject = Field(default_factory=dict)
