"""Traces of a few words, with all that the figures look at."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

TEXTS = (
    "Show me the five oldest invoices of this week, please",
    "Show me the five oldest invoices of this month, please",
    "Delete the draft",
    "Export all payments of last year to the archive, é",
    "",
)
GRAPHS: tuple[Sequence[tuple[int, ...]], ...] = ((), [()], [(), (0,)], [(), (0,), (0,), (1, 2)])


def trace(
    number: int = 0,
    text: str = TEXTS[0],
    domain: str = "Finance",
    intent: str = "retrieve",
    graph: Sequence[Sequence[int]] = ((), (0,)),
    rows: int | None = 5,
) -> dict[str, Any]:
    scope = {
        "rows_requested": rows,
        "sensitivity_tier": "internal",
        "time_range_days": None if number % 2 else 30,
        "export_target": "archive" if intent == "export" else None,
    }
    calls = [
        {
            "call_id": f"call_{place + 1}",
            "tool_id": f"{domain.lower()}.tool_{place}",
            "arguments": {"ids": [{"$ref": f"call_{needs[0] + 1}[].id"}]} if needs else {"n": 1},
            "dependencies": [f"call_{one + 1}" for one in needs],
        }
        for place, needs in enumerate(graph)
    ]
    return {
        "trace_id": f"trace-{number}",
        "request": {
            "domain": domain,
            "text": text,
            "intent_category": intent,
            "expected_scope": scope,
        },
        "graph": {"calls": calls},
    }


traces = st.builds(
    trace,
    number=st.integers(0, 30),
    text=st.sampled_from(TEXTS) | st.text("ab ", max_size=8),
    domain=st.sampled_from(["Finance", "Retail"]),
    intent=st.sampled_from(["retrieve", "export"]),
    graph=st.sampled_from(GRAPHS),
    rows=st.none() | st.integers(1, 2000),
)
