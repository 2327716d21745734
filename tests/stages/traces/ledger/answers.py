"""A question, and answers, for tests that don't look at what they say."""

from typing import Any

from stages.traces.asking.ask import Ask
from stages.traces.ledger.answer import Answer, Usage

ASK = Ask.of("plan", "Library", {"model": "claude-sonnet-5-5", "messages": []})


def answer(key: str, **changes: Any) -> Answer:
    """To a plan."""
    made = Answer(
        key=key,
        phase="plan",
        domain="Library",
        transport="messages",
        model="claude-sonnet-5-5",
        served="claude-sonnet-5-5-20260201",
        message=f"msg_{key}",
        stop_reason="end_turn",
        text='{"calls": []}',
        refusal=None,
        usage=Usage(100, 20, 30, 4000, 500),
    )
    return made._replace(**changes)
