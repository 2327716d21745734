"""The request itself, the ids and the moment of the trace."""

import re
from datetime import datetime, timedelta

from schemas.domain import INTENTS
from stages.traces.validator.problem import Code
from stages.traces.validator.subject import Subject

NUMBER = re.compile(r"\d{8,}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")


def check_request(subject: Subject) -> None:
    """Check the text, the intent and the trust of a request."""
    request, text = subject.trace["request"], subject.text
    if text != text.strip() or not text:
        what = "has spaces around it" if text.strip() else "is blank"
        subject.add(Code.TEXT, "request.text", what)
    if "{" in text or "}" in text:
        subject.add(Code.BRACES, "request.text", "has braces: a slot was not filled")
    intent = request["intent_category"]
    if intent not in subject.wiring.intents:
        known = intent in INTENTS
        what = f"no call of intent {intent}" if known else f"{intent!r} is no intent"
        code = Code.UNSERVED if known else Code.INTENT
        subject.add(code, "request.intent_category", what)
    if request["trust_tier"] != "user":
        what = f"is {request['trust_tier']!r}; a request is of a user"
        subject.add(Code.TRUST_TIER, "request.trust_tier", what)


def check_ids(subject: Subject) -> None:
    """The trace's id is of its domain; those of request and graph follow from it."""
    trace, slug = subject.trace, subject.domain.slug
    trace_id: str = trace["trace_id"]
    if not (trace_id.startswith(f"{slug}-") and NUMBER.fullmatch(trace_id, len(slug) + 1)):
        subject.add(Code.TRACE_ID, "trace_id", f"{trace_id!r} is not of the form {slug}-00000042")
    if trace["request"]["request_id"] != f"{trace_id}-r":
        subject.add(Code.REQUEST_ID, "request.request_id", f"is not {trace_id}-r")
    if trace["graph"]["graph_id"] != f"{trace_id}-g":
        subject.add(Code.GRAPH_ID, "graph.graph_id", f"is not {trace_id}-g")


def check_moment(subject: Subject) -> None:
    """`created_at` is a moment in UTC at which the policy lets the graph run."""
    created = subject.trace["created_at"]
    moment = _moment(created)
    if moment is None:
        what = f"{created!r} is not of the form 2026-01-31T09:30:00Z"
        subject.add(Code.CREATED_AT, "created_at", what)
    elif subject.wiring.changes:
        because = subject.domain.closed.get((moment.weekday(), moment.hour))
        if because is not None:
            what = f"the graph changes something at {created}: {because}"
            subject.add(Code.READ_ONLY, "created_at", what)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.utcoffset() == timedelta(0) and MOMENT.fullmatch(text) else None
