"""A trace as another oracle than the one of templates may write it: it follows no plan."""

from typing import Any

from stages.traces.policy_block import policy_block
from stages.traces.registry.load import load_domains

MOMENT = "2026-03-04T10:15:00Z"
WISH = (
    "Look up the five oldest overdue invoices of Halden & Sons from the past 150 days "
    "and send a firm reminder for each of them"
)


def trace() -> dict[str, Any]:
    """A sound one of two calls."""
    search = {"customer": "Halden & Sons", "status": "overdue", "days": 150, "limit": 5}
    remind = {"invoice_ids": {"$ref": "find[].invoice_id"}, "tone": "firm"}
    return {
        "trace_id": "finance-10000000001",
        "request": {
            "request_id": "finance-10000000001-r",
            "domain": "Finance",
            "text": f"Hi,\n{WISH}.",
            "intent_category": "update",
            "expected_scope": _scope(150),
            "trust_tier": "user",
        },
        "policy": policy_block(load_domains()["Finance"].domain).model_dump(mode="json"),
        "graph": {
            "graph_id": "finance-10000000001-g",
            "calls": [
                _call("find", "finance.search_invoices", search, _scope(150), []),
                _call("remind", "finance.send_reminders", remind, _scope(None), ["find"]),
            ],
            "execution_order": ["find", "remind"],
        },
        "metadata": {"oracle": "llm", "model": "one", "seed": 7},
        "created_at": MOMENT,
        "validated": False,
    }


def _call(
    call_id: str,
    tool_id: str,
    arguments: dict[str, Any],
    scope: dict[str, Any],
    dependencies: list[str],
) -> dict[str, Any]:
    said = {"source_type": "user", "source_id": "user_message_1"}
    return {
        "call_id": call_id,
        "tool_id": tool_id,
        "arguments": arguments,
        "scope": scope,
        "provenance": {**said, "timestamp": MOMENT, "content_snippet": WISH},
        "dependencies": dependencies,
    }


def _scope(days: int | None) -> dict[str, Any]:
    return {
        "rows_requested": 5,
        "sensitivity_tier": "confidential",
        "time_range_days": days,
        "export_target": None,
    }
