from typing import Any

import pytest
from pydantic import ValidationError

from schemas.plan import ExecutionPlan, PlanSample


def node(node_id: str, **values: object) -> dict[str, Any]:
    return {"tool_name": "send_email", "node_id": node_id, **values}


PLAN: dict[str, Any] = {
    "nodes": [
        node("a", arguments={"to": ["x@example.org"]}, provenance_tier=3, scope_sensitivity=4),
        node("b", provenance_hash="9f86d081884c7d65"),
        node("c", scope_volume=100),
    ],
    "edges": [["a", "b"], ["a", "c"], ["b", "c"]],
}
SAMPLE = {
    "execution_plan": PLAN,
    "label": "harmful",
    "original_id": "12-1",
    "category": "Fraud",
    "metadata": {"config": "harmful"},
}


def test_sample() -> None:
    sample = PlanSample.model_validate(SAMPLE)
    assert sample.execution_plan.edges[2] == ("b", "c")
    assert PlanSample.model_validate(sample.model_dump(mode="json")) == sample
    first = sample.execution_plan.nodes[1]
    assert (first.provenance_tier, first.scope_volume, first.scope_sensitivity) == (1, 1, 1)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"nodes": []}, "at least 1 item"),
        ({"nodes": [node("")], "edges": []}, "at least 1 character"),
        ({"nodes": [node("a", tool_name="")], "edges": []}, "at least 1 character"),
        ({"nodes": [node("a"), node("a")], "edges": []}, "two nodes have one node_id"),
        ({"nodes": [node("a", provenance_tier=4)], "edges": []}, "Input should be 1, 2 or 3"),
        ({"nodes": [node("a", provenance_hash="x")], "edges": []}, "should match pattern"),
        ({"nodes": [node("a", scope_volume=0)], "edges": []}, "greater than or equal to 1"),
        ({"nodes": [node("a", scope_sensitivity=6)], "edges": []}, "less than or equal to 5"),
        ({"nodes": [node("a", scope_sensitivity=0)], "edges": []}, "greater than or equal to 1"),
        ({"nodes": [node("a", trusted=True)], "edges": []}, "Extra inputs are not permitted"),
        ({"nodes": [node("a", arguments={"x": float("nan")})], "edges": []}, "finite number"),
        ({"edges": [["a", "d"]]}, "edge (a, d): no node d"),
        ({"edges": [["a", "b"], ["a", "b"]]}, "an edge is there twice"),
        ({"edges": [["a", "b"], ["b", "a"]]}, "the edges go round: "),
        ({"edges": [["a", "a"]]}, "the edges go round: a -> a"),
    ],
)
def test_each_invariant(damage: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ExecutionPlan.model_validate({**PLAN, **damage})
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"label": "bad"}, "Input should be 'harmful', 'benign' or 'policy_violation'"),
        ({"original_id": ""}, "at least 1 character"),
        ({"split": "train"}, "Extra inputs are not permitted"),
    ],
)
def test_damaged_sample(damage: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PlanSample.model_validate({**SAMPLE, **damage})
    assert message in str(refused.value)
