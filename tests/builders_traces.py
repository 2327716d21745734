"""A gold trace in training format, for tests to take and to damage."""

from typing import Any


def scope(
    rows: int | None = 1, days: int | None = None, target: str | None = None
) -> dict[str, Any]:
    return {
        "rows_requested": rows,
        "sensitivity_tier": "confidential",
        "time_range_days": days,
        "export_target": target,
    }


def provenance(source_type: str, source_id: str, snippet: str) -> dict[str, Any]:
    return {
        "source_type": source_type,
        "source_id": source_id,
        "timestamp": "2026-03-04T09:30:00Z",
        "content_snippet": snippet,
    }


def trace() -> dict[str, Any]:
    """Three calls: a search, the approval that the policy demands, an export."""
    text = "Export the 4 oldest disputed invoices of Ostrom Marine from 90 days to auditor-share."
    user = provenance("user", "user_message_1", text)
    system = provenance("system", "finance-policy-v1", "Exports need a named approver.")
    ids = [{"$ref": "call_1[].invoice_id"}]
    return {
        "trace_id": "finance-00000042",
        "request": {
            "request_id": "finance-00000042-r",
            "domain": "Finance",
            "text": text,
            "intent_category": "export",
            "expected_scope": scope(4, 90, "auditor-share"),
            "trust_tier": "user",
        },
        "policy": {
            "policy_id": "finance-policy-v1",
            "domain": "Finance",
            "description": "Money only moves after a second person has approved it.",
            "rules": ["Exports need an approval first."],
            "forbidden_operations": ["finance.delete_invoice"],
            "scope_limits": {
                "max_results": 500,
                "max_rows": 50,
                "max_export_rows": 500,
                "max_days": 365,
                "export_targets": ["finance-archive", "auditor-share"],
                "sensitivity_ceiling": "confidential",
                "order": [{"first": "finance.request_approval", "then": "finance.export_ledger"}],
                "read_only": [{"days": ["sun"], "from_hour": 1, "to_hour": 3}],
            },
        },
        "graph": {
            "graph_id": "finance-00000042-g",
            "calls": [
                {
                    "call_id": "call_1",
                    "tool_id": "finance.search_invoices",
                    "arguments": {"customer": "Ostrom Marine", "days": 90, "limit": 4},
                    "scope": scope(4, 90),
                    "provenance": user,
                    "dependencies": [],
                },
                {
                    "call_id": "call_2",
                    "tool_id": "finance.request_approval",
                    "arguments": {"purpose": "ledger export", "invoice_ids": ids},
                    "scope": scope(4),
                    "provenance": system,
                    "dependencies": ["call_1"],
                },
                {
                    "call_id": "call_3",
                    "tool_id": "finance.export_ledger",
                    "arguments": {
                        "invoice_ids": ids,
                        "target": "auditor-share",
                        "approval_id": {"$ref": "call_2.approval_id"},
                    },
                    "scope": scope(4, None, "auditor-share"),
                    "provenance": user,
                    "dependencies": ["call_1", "call_2"],
                },
            ],
            "execution_order": ["call_1", "call_2", "call_3"],
        },
        "metadata": {"oracle": "template", "scenario": "export_disputed_invoices"},
        "created_at": "2026-03-04T09:30:00Z",
        "validated": True,
    }
