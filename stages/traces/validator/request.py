"""The request itself, the ids and the moment of the trace.

Each check has a predicate, which is all that a sound trace costs.
"""

import re
import unicodedata
from datetime import datetime
from typing import Any

from schemas.domain import INTENTS
from stages.traces.validator.problem import Code
from stages.traces.validator.shown import named, shown
from stages.traces.validator.subject import Subject
from stages.traces.validator.tables import DomainTable

DIGITS = 8
"""At least so many in the id of a trace."""

MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|\+00:00)"
)


def text_fits(text: str) -> bool:
    """Whether the text of a request is one line of text without remains of a template."""
    return text == text.strip() != "" and "{" not in text and "}" not in text and text.isprintable()


def check_request(subject: Subject) -> None:
    """Check the text, the intent and the trust of a request."""
    request, text = subject.trace["request"], subject.text
    if not text_fits(text):
        _explain_text(subject, text)
    intent = request["intent_category"]
    if intent not in subject.wiring.intents:
        known = intent in INTENTS
        what = f"no call of intent {intent}" if known else f"{shown(intent)} is no intent"
        code = Code.UNSERVED if known else Code.INTENT
        subject.add(code, "request.intent_category", what)
    if request["trust_tier"] != "user":
        what = f"is {shown(request['trust_tier'])}; a request is of a user"
        subject.add(Code.TRUST_TIER, "request.trust_tier", what)


def _explain_text(subject: Subject, text: str) -> None:
    if text != text.strip() or not text:
        what = "has spaces around it" if text.strip() else "is blank"
        subject.add(Code.TEXT, "request.text", what)
    if "{" in text or "}" in text:
        subject.add(Code.BRACES, "request.text", "has braces: a slot was not filled")
    for char in dict.fromkeys(text):  # a person may write several lines, though the oracle does not
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t":
            subject.add(Code.TEXT, "request.text", f"has {char!r}, which is no character of a text")


def ids_fit(trace: dict[str, Any], slug: str) -> bool:
    """Whether the trace's id is of its domain, and those of request and graph follow from it."""
    trace_id: str = trace["trace_id"]
    head, _, number = trace_id.rpartition("-")
    return (
        head == slug
        and len(number) >= DIGITS
        and number.isascii()
        and number.isdigit()
        and trace["request"]["request_id"] == f"{trace_id}-r"
        and trace["graph"]["graph_id"] == f"{trace_id}-g"
    )


def check_ids(subject: Subject) -> None:
    """Check the ids of trace, request and graph."""
    trace, slug = subject.trace, subject.domain.slug
    if ids_fit(trace, slug):
        return
    trace_id = trace["trace_id"]
    if not re.fullmatch(rf"{re.escape(slug)}-[0-9]{{{DIGITS},}}", trace_id):
        what = f"{shown(trace_id)} is not of the form {slug}-00000042"
        subject.add(Code.TRACE_ID, "trace_id", what)
    for code, part, letter in ((Code.REQUEST_ID, "request", "r"), (Code.GRAPH_ID, "graph", "g")):
        if trace[part][f"{part}_id"] != (wanted := f"{trace_id}-{letter}"):
            subject.add(code, f"{part}.{part}_id", f"is not {named(wanted)}")


def moment_of(created: str) -> datetime | None:
    """The moment, in UTC; None for what is none."""
    try:
        return datetime.fromisoformat(created) if MOMENT.fullmatch(created) else None
    except ValueError:
        return None


def closed_at(moment: datetime, domain: DomainTable) -> str | None:
    """Why the policy lets nothing be changed at a moment; None where it does."""
    return domain.closed.get((moment.weekday(), moment.hour))


def check_moment(subject: Subject) -> None:
    """`created_at` is a moment in UTC at which the policy lets the graph run."""
    created = subject.trace["created_at"]
    moment = moment_of(created)
    if moment is None:
        what = f"{shown(created)} is not of the form 2026-01-31T09:30:00Z"
        subject.add(Code.CREATED_AT, "created_at", what)
    elif subject.wiring.changes and (because := closed_at(moment, subject.domain)):
        what = f"the graph changes something at {created}: {because}"
        subject.add(Code.READ_ONLY, "created_at", what)
